import assert from 'node:assert/strict';
import test from 'node:test';
import {discover} from '../../../src/daemon/discovery/findings.ts';
import {tempFolders} from './folder.ts';

test('Sound plugins give findings without problems, and folders of managed plugins give none', async t => {
  const f = tempFolders(t);
  await f.socket('run/vol.sock');
  await f.socket(`run/${'a1'.repeat(32)}/plugin.sock`);
  f.file('etc/net.spec', 'tcp://127.0.0.1:1');
  const {findings, error} = await discover(f, async () => null);
  assert.equal(error, null);
  assert.deepEqual(
    findings.map(({name, wouldBeFoundByName, wouldBeListed, problems}) => ({
      name,
      wouldBeFoundByName,
      wouldBeListed,
      problems,
    })),
    ['vol', 'net'].map(name => ({name, wouldBeFoundByName: true, wouldBeListed: true, problems: []})),
  );
});

test('Each hazard is named with its consequence', async t => {
  const f = tempFolders(t);
  await f.socket('run/590.sock');
  await f.socket('run/wrong.socket');
  await f.socket('real/linked.sock');
  f.link('run/linked.sock', f.path('real/linked.sock'));
  f.file('run/plain.sock', '');
  f.file('run/misplaced.spec', 'tcp://h:1');
  f.file('etc/590.spec', 'tcp://h:1');
  f.file('etc/bare.spec', 'localhost:80');
  f.file('etc/two.spec', 'unix://run/x.sock');
  f.file('etc/empty.spec', '');
  f.file('etc/safe.spec', 'https://h:1/base');
  f.file('etc/renamed.json', '{"Name":"other","Addr":"tcp://u:secret@h:1","TLSConfig":{}}');
  const {findings} = await discover(f);
  const rows = findings.map(found => [
    found.entry.slice(f.root.length + 1),
    `${found.wouldBeFoundByName ? 'found' : '-'} ${found.wouldBeListed ? 'listed' : '-'}`,
    ...found.problems.map(({text}) => text.replaceAll(f.root, '')),
  ]);
  assert.deepEqual(rows, [
    ['run/590.sock', 'found listed', "the name 590 could be the start of a managed plugin's id"],
    [
      'run/linked.sock',
      'found -',
      'a scan does not list it: it is a symlink, and the scan does not follow symlinks',
    ],
    ['run/misplaced.spec', '- -', 'a spec file in the folder for sockets'],
    ['run/plain.sock', '- -', '/run/plain.sock is not a socket'],
    ['run/wrong.socket', '- listed', 'the extension is .socket, but dockerd wants wrong.sock'],
    [
      'etc/590.spec',
      '- listed',
      '/run/590.sock has the same name and comes first',
      "the name 590 could be the start of a managed plugin's id",
    ],
    ['etc/bare.spec', 'found listed', 'the address has no host: write scheme://host:port'],
    ['etc/empty.spec', '- listed', "dockerd can't read it: Unknown protocol"],
    [
      'etc/renamed.json',
      'found listed',
      'the address holds credentials',
      'TLSConfig without an https address',
      'Name "other" differs from the file\'s name',
    ],
    [
      'etc/safe.spec',
      'found listed',
      'the address has a path',
      'a .spec file never verifies the certificate',
    ],
    ['etc/two.spec', 'found listed', 'the socket path has only two slashes before it'],
  ]);
  assert.ok(!JSON.stringify(findings).includes('secret'));
});

test('A stale socket file is noticed by connecting', async t => {
  const f = tempFolders(t);
  await f.staleSocket('run/old.sock');
  const {findings} = await discover(f, async () => 'connection refused');
  assert.equal(findings[0]?.problems[0]?.text, 'does not accept a connection: connection refused');
  assert.match(findings[0]?.problems[0]?.consequence ?? '', /15 s/);
});
