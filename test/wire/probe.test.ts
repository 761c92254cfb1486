import assert from 'node:assert/strict';
import test from 'node:test';
import {probe} from '../../src/wire/probe.ts';
import {tempFolders} from '../daemon/discovery/folder.ts';

test('A probe succeeds where something listens', async t => {
  const path = await tempFolders(t).socket('run/p.sock');
  assert.deepEqual(await probe({kind: 'unix', path}), {ok: true});
});

test('A probe names why nothing answers', async t => {
  const f = tempFolders(t);
  const codes = await Promise.all(
    [await f.staleSocket('run/old.sock'), f.path('none'), f.file('run/file', ''), f.folder('run/folder')].map(
      async path => {
        const result = await probe({kind: 'unix', path});
        return result.ok || result.code;
      },
    ),
  );
  assert.deepEqual(codes, ['ECONNREFUSED', 'ENOENT', 'ECONNREFUSED', 'ECONNREFUSED']);
});
