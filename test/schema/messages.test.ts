import assert from 'node:assert/strict';
import test from 'node:test';
import {decodeFirst} from '../../src/gojson/decode.ts';
import {encode} from '../../src/gojson/encode.ts';
import {knownMethods, messageOf, validateReply} from '../../src/schema/messages.ts';

const read = (method: string, text: string) => {
  const decoded = decodeFirst(new TextEncoder().encode(text), messageOf(method).responseType, {go: 24});
  assert.ok(decoded.ok, decoded.ok ? '' : decoded.error);
  return validateReply(method, decoded.value);
};

test('Activation has an empty body, List and Capabilities an empty object', () => {
  assert.equal(messageOf('Plugin.Activate').takesArguments, false);
  for (const method of ['VolumeDriver.List', 'VolumeDriver.Capabilities', 'VolumeDriver.Get']) {
    assert.equal(messageOf(method).takesArguments, true, method);
  }
});

test('What dockerd does not decode is marked', () => {
  const unread = knownMethods().filter(method => !messageOf(method).decodesReply);
  assert.deepEqual(unread, [
    'LogDriver.ReadLogs',
    'MetricsCollector.StartMetrics',
    'MetricsCollector.StopMetrics',
  ]);
});

test('Every interface has its methods', () => {
  const counts = new Map<string, number>();
  for (const method of knownMethods()) {
    const name = method.split('.')[0] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const expected = {
    AuthZPlugin: 2,
    IpamDriver: 6,
    LogDriver: 4,
    MetricsCollector: 2,
    NetworkDriver: 15,
    Plugin: 1,
  };
  assert.deepEqual(Object.fromEntries(counts), {...expected, VolumeDriver: 8});
});

test('An authorization request leaves empty members out, as omitempty does', () => {
  const type = messageOf('AuthZPlugin.AuthZReq').requestType ?? assert.fail();
  const request = {
    RequestMethod: 'GET',
    RequestUri: '/v1.48/info',
    RequestHeaders: {B: '1', A: '2'},
    RequestBody: null,
  };
  const text = '{"RequestMethod":"GET","RequestUri":"/v1.48/info","RequestHeaders":{"A":"2","B":"1"}}\n';
  assert.equal(encode(request, {go: 24, type}), text);
});

test('All methods of a volume driver are known, others are untyped', () => {
  const methods = ['Capabilities', 'Create', 'Get', 'List', 'Mount', 'Path', 'Remove', 'Unmount'];
  const known = knownMethods().filter(method => method.startsWith('VolumeDriver.'));
  assert.deepEqual(
    known,
    methods.map(method => `VolumeDriver.${method}`),
  );
  assert.equal(messageOf('VolumeDriver.Nope').responseType.kind, 'any');
});

test('Usable replies draw no objection, whatever their spelling', () => {
  assert.deepEqual(read('Plugin.Activate', '{"implements":["VolumeDriver"],"More":1}'), []);
  assert.deepEqual(read('VolumeDriver.Get', '{"volume":{"NAME":"a","CreatedAt":null}}'), []);
  assert.deepEqual(read('VolumeDriver.Get', '{"Volume":null,"Err":"no such volume"}'), []);
  assert.deepEqual(read('VolumeDriver.Mount', '{"Err":"not now"}'), []);
  assert.deepEqual(read('VolumeDriver.List', '{}'), []);
});

test('An unusable reply is described in plain words', () => {
  assert.deepEqual(read('VolumeDriver.List', '{"Volumes":[{"Name":"a"},null]}'), [
    {path: 'Volumes[1]', expected: 'an object', got: 'null'},
  ]);
  assert.deepEqual(read('VolumeDriver.Mount', '{"Mountpoint":"data"}'), [
    {path: 'Mountpoint', expected: 'text that matches ^/', got: '"data"'},
  ]);
  assert.deepEqual(read('VolumeDriver.Get', '{"Volume":{}}'), [
    {path: 'Volume.Name', expected: 'text that is not empty', got: '""'},
  ]);
});

test('The Go names of the messages appear in errors as dockerd words them', () => {
  const bytes = new TextEncoder().encode('{"Volume":{"Name":1}}');
  assert.deepEqual(decodeFirst(bytes, messageOf('VolumeDriver.Get').responseType, {go: 24}), {
    ok: false,
    error: 'json: cannot unmarshal number into Go struct field proxyVolume.Volume.Name of type string',
  });
});
