import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {get} from 'node:http';
import test from 'node:test';
import {openSilentSocket} from '../../src/wire/silent-socket.ts';

test('A silent socket takes requests, remembers them, and answers none', async () => {
  const silent = await openSilentSocket();
  const request = get({socketPath: silent.path, path: '/v1.43/containers/json'});
  const failed = new Promise<Error>(resolve => request.once('error', resolve));
  while (silent.received()[0] !== 'GET /v1.43/containers/json HTTP/1.1') await new Promise(setImmediate);
  await silent.close();
  assert.match((await failed).message, /socket hang up|ECONNRESET/);
  assert.equal(existsSync(silent.path), false);
});
