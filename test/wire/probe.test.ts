import assert from 'node:assert/strict';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import test from 'node:test';
import {probe} from '../../src/wire/probe.ts';
import {folder, serve} from './raw-server.ts';

test('A probe connects, sends nothing and closes', async t => {
  const server = await serve(t, () => {});
  const accepted = once(server.server, 'connection');
  assert.deepEqual(await probe(server.address), {ok: true});
  const [socket] = await accepted;
  socket.resume();
  await once(socket, 'close');
  assert.equal(socket.bytesRead, 0);
});

test('A probe says in the words of Go why it cannot connect', async t => {
  const dir = folder(t);
  writeFileSync(`${dir}/file`, '');
  const rows: readonly [string, string, string][] = [
    [`${dir}/none`, 'ENOENT', `dial unix ${dir}/none: connect: no such file or directory`],
    [`${dir}/file`, 'ECONNREFUSED', `dial unix ${dir}/file: connect: connection refused`],
    [dir, 'ECONNREFUSED', `dial unix ${dir}: connect: connection refused`],
    [`${dir}/file/x`, 'ENOTDIR', `dial unix ${dir}/file/x: connect: not a directory`],
    [`/${'x'.repeat(107)}`, 'EINVAL', `dial unix /${'x'.repeat(107)}: connect: invalid argument`],
    [`/${'x'.repeat(108)}`, 'ENAMETOOLONG', `unix socket path "/${'x'.repeat(108)}" is too long`],
  ];
  for (const [path, code, text] of rows) {
    assert.deepEqual(await probe({kind: 'unix', path}), {ok: false, code, text});
  }
});
