import assert from 'node:assert/strict';
import test from 'node:test';
import {lookupByName} from '../../../src/daemon/discovery/lookup.ts';
import {scan} from '../../../src/daemon/discovery/scan.ts';
import {tempFolders} from './folder.ts';

const found = (folders: Parameters<typeof lookupByName>[0], name: string) => {
  const lookup = lookupByName(folders, name);
  return lookup.kind === 'found' ? lookup.definition.entry : lookup.kind;
};

test('A socket beats a spec file, the first spec folder beats the second, .spec beats .json', async t => {
  const f = tempFolders(t);
  f.file('lib/p.spec', 'tcp://h:3');
  assert.equal(found(f, 'p'), f.path('lib/p.spec'));
  f.file('etc/p/p.json', '{"Addr":"tcp://h:2"}');
  assert.equal(found(f, 'p'), f.path('etc/p/p.json'));
  f.file('etc/p.json', '{"Addr":"tcp://h:2"}');
  assert.equal(found(f, 'p'), f.path('etc/p.json'));
  f.file('etc/p/p.spec', 'tcp://h:1');
  assert.equal(found(f, 'p'), f.path('etc/p/p.spec'));
  await f.socket('run/p/p.sock');
  assert.equal(found(f, 'p'), f.path('run/p/p.sock'));
  await f.socket('run/p.sock');
  assert.equal(found(f, 'p'), f.path('run/p.sock'));
});

test('A file in the place of a socket is skipped, but a bad spec file ends the lookup', t => {
  const f = tempFolders(t);
  f.file('run/p.sock', '');
  f.file('etc/p.spec', 'no scheme');
  f.file('etc/p.json', '{"Addr":"tcp://h:2"}');
  assert.deepEqual(lookupByName(f, 'p'), {
    kind: 'error',
    entry: f.path('etc/p.spec'),
    text: 'Unknown protocol',
  });
});

test('A folder that bears the name of a spec file ends the lookup with a read error', t => {
  const f = tempFolders(t);
  f.folder('etc/p.spec');
  const lookup = lookupByName(f, 'p');
  assert.equal(lookup.kind === 'error' && lookup.text, `read ${f.path('etc/p.spec')}: is a directory`);
});

test('Names are joined literally: slashes, walking up, tags and case count', async t => {
  const f = tempFolders(t);
  await f.socket('run/a/b.sock');
  await f.socket('run/Foo:latest.sock');
  await f.socket('x.sock');
  assert.equal(found(f, 'a/b'), f.path('run/a/b.sock'));
  assert.equal(found(f, '../x'), f.path('x.sock'));
  assert.equal(found(f, 'Foo:latest'), f.path('run/Foo:latest.sock'));
  assert.equal(found(f, 'foo:latest'), 'not-found');
});

test('A symlinked socket is found by name and missing from the listing', async t => {
  const f = tempFolders(t);
  await f.socket('real/p.sock');
  f.link('run/p.sock', f.path('real/p.sock'));
  f.link('run/real', f.path('real'));
  assert.equal(found(f, 'p'), f.path('run/p.sock'));
  assert.deepEqual(scan(f), {listed: [], error: null});
});

test('A scan takes the name without the last extension, also where no lookup would find it', async t => {
  const f = tempFolders(t);
  for (const name of ['a.b.sock', 'foo.socket', 'bare', 'd/d.sock', 'd/other.sock'])
    await f.socket(`run/${name}`);
  await f.socket(`run/${'a1'.repeat(32)}/plugin.sock`);
  const names = scan(f).listed.map(({name}) => name);
  assert.deepEqual(names, ['a.b', 'bare', 'd', 'foo']);
  assert.equal(found(f, 'foo'), 'not-found');
  assert.equal(found(f, 'a.b'), f.path('run/a.b.sock'));
});

test('A scan of spec folders takes the first file of a sub-folder that bears its name, whatever its extension', t => {
  const f = tempFolders(t);
  f.file('etc/good/good.json', '{}');
  f.file('etc/good/good.spec', 'tcp://h:1');
  f.file('etc/hidden/hidden.conf', '');
  f.file('etc/hidden/hidden.spec', 'tcp://h:1');
  f.folder('etc/odd.spec');
  f.file('lib/good.spec', 'tcp://h:1');
  f.file('lib/readme.txt', '');
  assert.deepEqual(
    scan(f).listed.map(({entry}) => entry.slice(f.root.length)),
    ['/etc/good/good.json', '/etc/odd.spec', '/lib/good.spec'],
  );
});

test('Missing folders are empty; a folder that is a file makes the whole scan fail', t => {
  const f = tempFolders(t);
  const missing = {sockets: f.path('none'), specs: [f.path('none')]};
  assert.deepEqual(scan(missing), {listed: [], error: null});
  const broken = f.file('broken', '');
  f.file('etc/p.spec', 'tcp://h:1');
  assert.match(
    scan({...f, specs: [f.specs[0], broken]}).error ?? '',
    /^error reading dir entries: open .*not a directory$/,
  );
});
