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
  const late = await plugin.post({...CALL, timeoutMs: 30});
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
  const body = await client(t, half.address, {clientTimeoutMs: 30}).post(CALL);
  assert.equal(
    body.exchange.error?.text,
    'context deadline exceeded (Client.Timeout or context cancellation while reading body)',
  );
  assert.equal(body.exchange.response?.complete, false);
});

test('The answer is there when its first JSON value is; the rest is not waited for and costs the connection', async t => {
  const server = await serve(t, ({socket}) =>
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n'),
  );
  const plugin = client(t, server.address);
  const {exchange, bytes} = await plugin.post(CALL);
  assert.equal(Buffer.from(bytes ?? '').toString(), '{}\n');
  assert.equal(exchange.error, null);
  assert.equal(exchange.response?.complete, false);
  assert.equal(exchange.connection.closedBy, 'daemon');
});

test('An idle connection that the plugin closed is replaced silently', async t => {
  const server = await serve(t, ({socket}) => socket.end(ok('{}')));
  const plugin = client(t, server.address);
  await plugin.post(CALL);
  const {exchange} = await plugin.post(CALL);
  assert.equal(exchange.error, null);
  assert.equal(server.connections(), 2);
});

test('301 turns the call into a GET without a body, 307 repeats it, both with a Referer', async t => {
  for (const [status, expected] of [
    [
      301,
      'GET /b HTTP/1.1\r\nHost: plugin.moby.localhost\r\nUser-Agent: Go-http-client/1.1\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\nReferer: http://plugin.moby.localhost/VolumeDriver.Get\r\n\r\n',
    ],
    [
      307,
      'POST /b HTTP/1.1\r\nHost: plugin.moby.localhost\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 15\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\nReferer: http://plugin.moby.localhost/VolumeDriver.Get\r\n\r\n{"Name":"foo"}\n',
    ],
  ] as const) {
    const server = await serve(t, ({number, socket}) =>
      socket.write(
        number === 1 ? `HTTP/1.1 ${status} X\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n` : ok('{}'),
      ),
    );
    const {exchange, exchanges} = await client(t, server.address).post(CALL);
    assert.equal(server.requests[1], expected);
    assert.equal(exchanges.length, 2);
    assert.equal(exchange, exchanges[1]);
  }
});

test('After ten requests a redirect loop is given up', async t => {
  const server = await serve(t, ({socket}) =>
    socket.write('HTTP/1.1 307 X\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n'),
  );
  const {exchange} = await client(t, server.address).post(CALL);
  assert.equal(server.requests.length, 10);
  assert.deepEqual(exchange.error, {kind: 'redirect', text: 'Post "/again": stopped after 10 redirects'});
});

test('Probes may change verb, path, headers and body, hang up, and send slowly', async t => {
  const server = await serve(t, ({raw, socket}) => raw.includes('/silent') || socket.write(ok('{}')));
  const plugin = client(t, server.address);
  await plugin.post({
    ...CALL,
    verb: 'GET',
    path: '/x?y',
    headers: {accept: null, 'X-Odd': '1', Host: 'h'},
    body: null,
  });
  assert.equal(
    server.requests[0],
    'GET /x?y HTTP/1.1\r\nHost: h\r\nUser-Agent: Go-http-client/1.1\r\nX-Odd: 1\r\n\r\n',
  );
  const {exchange} = await plugin.post({...CALL, path: '/silent', abortAfterMs: 10});
  assert.equal(exchange.error?.kind, 'aborted');
  const fresh = await plugin.post({...CALL, freshConnection: true});
  assert.equal(fresh.exchange.connection.closedBy, 'daemon');
  const slow = await plugin.post({...CALL, trickle: {bytes: 5, everyMs: 1}});
  assert.equal(slow.exchange.response?.status, 200);
  assert.ok(server.requests.at(-1)?.endsWith('\r\n\r\n{"Name":"foo"}\n'));
});

test('A body over the limit is not read further', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok(`"${'x'.repeat(5000)}"`)));
  const {exchange} = await client(t, server.address, {limits: {bodyBytes: 1000}}).post(CALL);
  assert.equal(exchange.error?.kind, 'too-large');
});

test('Exchanges are numbered, frozen to the last leaf, and told as they happen', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{}')));
  const seen: unknown[] = [];
  const plugin = client(t, server.address, {
    onExchange: exchange => seen.push(exchange),
    nextExchangeId: () => 41,
  });
  const {exchange} = await plugin.post(CALL);
  assert.deepEqual(seen, [exchange]);
  assert.equal(exchange.id, 41);
  const check = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    assert.ok(Object.isFrozen(value));
    Object.values(value).forEach(check);
  };
  check(exchange);
});
