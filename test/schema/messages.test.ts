import assert from 'node:assert/strict';
import test from 'node:test';
import {decodeFirst} from '../../src/gojson/decode.ts';
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
