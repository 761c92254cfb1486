import assert from 'node:assert/strict';
import test from 'node:test';
import {client, folder, ok, PROFILE, serve} from './raw-server.ts';

const CALL = {method: 'VolumeDriver.Get', body: '{"Name":"foo"}\n', timeoutMs: 5000};

test('A call sends the bytes that dockerd sends, in one piece', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{}\n')));
  const {exchange, bytes} = await client(t, server.address).post(CALL);
  assert.equal(
    server.requests[0],
    'POST /VolumeDriver.Get HTTP/1.1\r\nHost: plugin.moby.localhost\r\nUser-Agent: Go-http-client/1.1\r\n' +
      'Content-Length: 15\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n{"Name":"foo"}\n',
  );
  assert.equal(exchange.error, null);
  assert.equal(exchange.response?.status, 200);
  assert.equal(exchange.response.complete, true);
  assert.equal(Buffer.from(bytes ?? '').toString(), '{}\n');
});

test('A call without arguments has the length 0 and no body', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{"Implements":[]}')));
  await client(t, server.address).post({method: 'Plugin.Activate', body: null});
  assert.match(server.requests[0] ?? '', /^POST \/Plugin\.Activate HTTP\/1\.1\r\n/);
  assert.match(server.requests[0] ?? '', /\r\nContent-Length: 0\r\n/);
});

test('An old engine sends an empty Host on a unix socket', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{}')));
  await client(t, server.address, {profile: {...PROFILE, go: 19, unixHost: ''}}).post(CALL);
  assert.match(server.requests[0] ?? '', /^POST \/VolumeDriver\.Get HTTP\/1\.1\r\nHost: \r\nUser-Agent/);
});

test('On TCP the Host is the address, gzip is asked for last, and a packed answer is unpacked', async t => {
  const {gzipSync} = await import('node:zlib');
  const packed = gzipSync('{"Err":""}');
  const server = await serve(
    t,
    ({socket}) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
      socket.write(packed);
    },
    'tcp',
  );
  const {bytes} = await client(t, server.address).post(CALL);
  assert.match(
    server.requests[0] ?? '',
    /\r\nHost: 127\.0\.0\.1:\d+\r\n.*\r\nAccept-Encoding: gzip\r\n\r\n/s,
  );
  assert.equal(Buffer.from(bytes ?? '').toString(), '{"Err":""}');
});

test('One connection serves calls that follow each other; every open and close is told', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{}')));
  const plugin = client(t, server.address);
  const first = await plugin.post(CALL);
  const second = await plugin.post(CALL);
  plugin.close();
  assert.equal(server.connections(), 1);
  assert.deepEqual([first.exchange.connection.reused, second.exchange.connection.reused], [false, true]);
  assert.deepEqual(
    plugin.events.map(event => [event.kind, event.by]),
    [
      ['open', null],
      ['close', 'daemon'],
    ],
  );
});

test('Ten calls at once open ten connections, of which two stay', async t => {
  const waiting: (() => void)[] = [];
  const server = await serve(t, ({socket}) => {
    waiting.push(() => socket.write(ok('{}')));
    if (waiting.length === 10) for (const answer of waiting) answer();
  });
  const plugin = client(t, server.address);
  await Promise.all(Array.from({length: 10}, () => plugin.post(CALL)));
  assert.equal(server.connections(), 10);
  assert.equal(plugin.events.filter(event => event.kind === 'close' && event.by === 'daemon').length, 8);
});

test('A plugin that is not there gives the text of Go, old and new', async t => {
  const path = `${folder(t)}/none.sock`;
  const gone = {kind: 'unix', path} as const;
  const {exchange, bytes} = await client(t, gone).post(CALL);
  assert.deepEqual(exchange.error, {
    kind: 'dial',
    text: `Post "http://plugin.moby.localhost/VolumeDriver.Get": dial unix ${path}: connect: no such file or directory`,
  });
  assert.equal(bytes, null);
  assert.equal(exchange.connection.id, 0);
  const old = await client(t, gone, {profile: {...PROFILE, unixHost: ''}}).post(CALL);
  assert.ok(
    old.exchange.error?.text.startsWith(
      `Post "http://${path.replaceAll('/', '%2F')}/VolumeDriver.Get": dial`,
    ),
  );
});

test('A plugin that hangs up gives EOF, one that resets, and one that speaks no HTTP', async t => {
  const closing = await serve(t, ({socket}) => socket.end());
  const closed = await client(t, closing.address).post(CALL);
  assert.equal(closed.exchange.error?.text, 'Post "http://plugin.moby.localhost/VolumeDriver.Get": EOF');
  assert.equal(closed.exchange.connection.closedBy, 'plugin');
  const resetting = await serve(t, ({socket}) => socket.resetAndDestroy(), 'tcp');
  const reset = await client(t, resetting.address).post(CALL);
  assert.match(
    reset.exchange.error?.text ?? '',
    /: read tcp 127\.0\.0\.1:\d+->127\.0\.0\.1:\d+: read: connection reset by peer$/,
  );
  const garbage = await serve(t, ({socket}) => socket.end('hello\n'));
  const odd = await client(t, garbage.address).post(CALL);
  assert.deepEqual(odd.exchange.error, {
    kind: 'malformed',
    text: 'Post "http://plugin.moby.localhost/VolumeDriver.Get": net/http: HTTP/1.x transport connection broken: malformed HTTP response "hello"',
  });
});

test('A plugin that never answers is given up at the deadline, at the signal, or when the client is closed', async t => {
  const server = await serve(t, () => {});
  const plugin = client(t, server.address);
  const late = await plugin.post({...CALL, timeoutMs: 800});
  assert.deepEqual(late.exchange.error, {
    kind: 'timeout',
    text: 'Post "http://plugin.moby.localhost/VolumeDriver.Get": context deadline exceeded',
  });
  assert.equal(late.exchange.connection.closedBy, 'daemon');
  const cancelled = await plugin.post({...CALL, signal: AbortSignal.abort()});
  assert.equal(cancelled.exchange.error?.kind, 'aborted');
  const left = plugin.post(CALL);
  plugin.close();
  assert.equal((await left).exchange.error?.kind, 'aborted');
});

test('The deadline of the HTTP client words itself by what it cut off', async t => {
  const silent = await serve(t, () => {});
  const head = await client(t, silent.address, {clientTimeoutMs: 30}).post(CALL);
  assert.match(
    head.exchange.error?.text ?? '',
    /context deadline exceeded \(Client\.Timeout exceeded while awaiting headers\)$/,
  );
  const half = await serve(t, ({socket}) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"E'));
  // long enough for the half to come on a busy machine
  const body = await client(t, half.address, {clientTimeoutMs: 1500}).post(CALL);
  assert.equal(
    body.exchange.error?.text,
    'context deadline exceeded (Client.Timeout or context cancellation while reading body)',
  );
  assert.equal(body.exchange.response?.complete, false);
});
