import assert from 'node:assert/strict';
import {mkdtempSync} from 'node:fs';
import {createServer} from 'node:net';
import type {TestContext} from 'node:test';
import test from 'node:test';
import {targetForm} from '../../src/target/form.ts';
import {unreachable} from '../../src/target/messages.ts';
import {openTarget} from '../../src/target/open-target.ts';
import {UnreachableError, UsageError} from '../../src/util/errors.ts';
import {tempFolders} from '../daemon/discovery/folder.ts';

async function listeningPort(t: TestContext): Promise<number> {
  const server = createServer(socket => socket.destroy());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const place = server.address();
  assert.ok(typeof place === 'object' && place !== null);
  return place.port;
}

async function failure(text: string, options = {}): Promise<UsageError | UnreachableError> {
  try {
    await openTarget(text, options);
  } catch (error) {
    if (error instanceof UsageError || error instanceof UnreachableError) return error;
    throw error;
  }
  throw new Error(`${text} was opened`);
}

test('Every form of target leads to its address and name', async t => {
  const f = tempFolders(t);
  const port = await listeningPort(t);
  const path = await f.socket('run/vol.sock');
  const tcp = {kind: 'tcp', host: '127.0.0.1', port};
  const unix = {kind: 'unix', path, isNoLink: true};
  const spec = f.file('etc/s.spec', `tcp://127.0.0.1:${port}\n`);
  const json = f.file('etc/j.json', `{"addr":"https://127.0.0.1:${port}","TLSConfig":null}`);
  const rows: readonly [text: string, form: string, name: string, address: unknown][] = [
    [`unix://${path}`, 'unix', 'vol', unix],
    [path, 'socket', 'vol', unix],
    ['vol', 'name', 'vol', unix],
    [spec, 'spec', 's', tcp],
    [json, 'json', 'j', {...tcp, kind: 'tls', tls: {verify: true}}],
    [`tcp://127.0.0.1:${port}/ignored`, 'tcp', `127.0.0.1:${port}`, tcp],
    [`http://127.0.0.1:${port}`, 'http', `127.0.0.1:${port}`, tcp],
    [`https://127.0.0.1:${port}`, 'https', `127.0.0.1:${port}`, {...tcp, kind: 'tls', tls: {verify: false}}],
  ];
  for (const [text, form, name, address] of rows) {
    const target = await openTarget(text, {pluginDir: f.sockets});
    assert.deepEqual(target, {form, name, address, printable: text, control: null});
  }
});

test('A password in the address is in no field and no error', async t => {
  const port = await listeningPort(t);
  const target = await openTarget(`tcp://me:secret@127.0.0.1:${port}`);
  assert.equal(target.printable, `tcp://me:***@127.0.0.1:${port}`);
  assert.ok(!JSON.stringify(target).includes('secret'));
  const f = tempFolders(t);
  const bad = f.file('etc/p.spec', 'tcp://me:secret@h:port');
  for (const text of ['tcp://me:secret@h:port', 'ftp://me:secret@h', 'tcp://me:secret@', bad]) {
    assert.doesNotMatch((await failure(text)).message, /secret/);
  }
});

test('Each unusable target gives one sentence, a code and an exit code', async t => {
  const f = tempFolders(t);
  const folder = mkdtempSync(`${f.root}/x`);
  await f.socket('real/inside.sock');
  await f.socket('run/myvolume.sock');
  f.folder('managed');
  f.file('managed/config.json', '{}');
  const rows: readonly [text: string, exitCode: number, code: string, message: RegExp][] = [
    ['', 2, 'TARGET_MISSING', /^no target given: expected a socket path/],
    [f.path('none.sock'), 3, 'TARGET_ABSENT', /^there is no socket at .*none.sock: start the plugin first/],
    ['unix:///none/x.sock', 3, 'TARGET_ABSENT', /^there is no socket at/],
    [f.file('run/plain.sock', ''), 2, 'TARGET_NOT_SOCKET', /is a file, expected a socket/],
    [`unix://${f.path('run/plain.sock')}`, 2, 'TARGET_NOT_SOCKET', /is a file, expected a socket/],
    [folder, 2, 'TARGET_NOT_SOCKET', /is a folder, expected a socket: give the path/],
    [f.path('real'), 2, 'TARGET_NOT_SOCKET', /is a folder, expected a socket: did you mean .*inside\.sock/],
    [f.path('managed'), 2, 'TARGET_MANAGED', /managed plugins are not supported yet/],
    ['plugin.tar', 2, 'TARGET_MANAGED', /managed plugins are not supported yet/],
    [
      await f.staleSocket('run/stale.sock'),
      3,
      'TARGET_REFUSES',
      /nothing listens on the socket .* left over/,
    ],
    ['tcp://127.0.0.1:1', 3, 'TARGET_REFUSES', /^nothing listens on 127\.0\.0\.1:1: start the plugin/],
    ['tcp://host.invalid:1', 3, 'TARGET_UNREACHABLE', /host\.invalid:1/],
    ['tcp://', 2, 'TARGET_BAD_ADDRESS', /it has no host/],
    ['unix://', 2, 'TARGET_BAD_ADDRESS', /it has no path/],
    ['tcp://h:99999', 2, 'TARGET_BAD_ADDRESS', /invalid port/],
    [
      'npipe:////./pipe/x',
      2,
      'TARGET_BAD_ADDRESS',
      /has the scheme npipe: expected unix, tcp, http or https/,
    ],
    ['127.0.0.1:80', 2, 'TARGET_BAD_ADDRESS', /has no scheme: write tcp:\/\/127\.0\.0\.1:80/],
    ['localhost:80', 2, 'TARGET_BAD_ADDRESS', /has no scheme/],
    [f.path('none.spec'), 3, 'TARGET_ABSENT', /^there is no spec file at/],
    [
      f.file('etc/empty.spec', ''),
      3,
      'TARGET_BAD_SPEC',
      /empty\.spec is not a usable spec file: .*expected one address/,
    ],
    [
      f.file('etc/bare.spec', '/run/x.sock'),
      3,
      'TARGET_BAD_SPEC',
      /Unknown protocol; expected one address with a scheme/,
    ],
    [f.file('etc/colon.spec', 'localhost:80'), 3, 'TARGET_BAD_SPEC', /localhost:80 has no host or path/],
    [f.file('etc/bad.json', '{'), 3, 'TARGET_BAD_SPEC', /expected \{"Addr": "tcp:\/\/host:port"\}/],
    [f.file('etc/none.json', '{}'), 3, 'TARGET_BAD_SPEC', /it has no Addr/],
    ['myvolum', 3, 'TARGET_NOT_FOUND', /looked for myvolum\.sock in .*did you mean myvolume\?/],
    ['other', 3, 'TARGET_NOT_FOUND', /plugtest discover shows what there is/],
  ];
  for (const [text, exitCode, code, message] of rows) {
    const error = await failure(text, {pluginDir: f.sockets});
    assert.deepEqual({exitCode: error.exitCode, code: error.code}, {exitCode, code}, text);
    assert.match(error.message, message);
    assert.ok(!error.message.includes('\n'), `one line: ${error.message}`);
  }
});

test('Lack of permission is named with what to do', () => {
  const message = unreachable({kind: 'unix', path: '/x.sock'}, {code: 'EACCES', text: ''});
  assert.equal(
    message,
    'no permission to connect to /x.sock: run plugtest as a user that may write to the socket',
  );
});

test('Commands that contradict or are empty are refused before anything is started', async () => {
  const rows: readonly [options: object, code: string][] = [
    [{command: []}, 'COMMAND_MISSING'],
    [{restartCommand: ' '}, 'COMMAND_MISSING'],
    [{command: ['true'], restartCommand: 'true'}, 'COMMAND_CONFLICT'],
    [{pluginDir: '/none'}, 'PLUGIN_DIR'],
  ];
  for (const [options, code] of rows) {
    const error = await failure('./x.sock', options);
    assert.deepEqual([error.code, error.exitCode], [code, 2]);
  }
});

test('A bare word is a name unless a socket of that name lies there; first match wins', t => {
  const f = tempFolders(t);
  assert.equal(targetForm('vol'), 'name');
  assert.equal(targetForm('foo:latest'), 'name');
  assert.equal(targetForm('vol.sock'), 'socket');
  assert.equal(targetForm(f.path('run/none')), 'socket');
  assert.equal(targetForm('unix:///x.spec'), 'unix');
});
