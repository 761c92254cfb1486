import assert from 'node:assert/strict';
import test from 'node:test';
import {meetingOf} from '../../src/core/meeting.ts';
import {client, ok, serve} from './raw-server.ts';

const CALL = {method: 'VolumeDriver.Get', body: '{"Name":"foo"}\n', timeoutMs: 5000};

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

test('Calls that meet leave when all have their connections', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{}')));
  const plugin = client(t, server.address);
  const sendWhen = meetingOf(3);
  const first = [1, 2].map(() => plugin.post({...CALL, freshConnection: true, sendWhen}));
  const alone = await plugin.post({...CALL, freshConnection: true});
  assert.equal(alone.exchange.response?.status, 200);
  assert.equal(server.requests.length, 1);
  const all = await Promise.all([...first, plugin.post({...CALL, freshConnection: true, sendWhen})]);
  assert.deepEqual(
    all.map(({exchange}) => exchange.response?.status),
    [200, 200, 200],
  );
});

test('A call that waits for others can be given up', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{}')));
  const {exchange} = await client(t, server.address).post({
    ...CALL,
    timeoutMs: 50,
    sendWhen: () => new Promise(() => {}),
  });
  assert.equal(exchange.error?.kind, 'timeout');
  assert.equal(server.requests.length, 0);
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
