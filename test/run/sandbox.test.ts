import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {plugtest, startPlugtest} from '../cli/plugtest.ts';
import {isInhabited, noNamespaces, ownLinks, ownNamespace} from '../helpers/namespaces.ts';
import {referencePlugin, startPlugin, temporaryFolder} from '../helpers/plugin-process.ts';

const skip = noNamespaces ?? false;

/** The reference plugin; each of its starts writes down the network namespace that it finds itself in. */
function given(t: TestContext, kind: string) {
  const cwd = temporaryFolder(t);
  const starts = join(cwd, 'starts');
  const plugin = referencePlugin.command({
    socket: join(cwd, 'p.sock'),
    root: join(cwd, 'state'),
    scratch: cwd,
  });
  const words = [...plugin, '--interface', kind].map(word => `'${word}'`).join(' ');
  const script = `readlink /proc/self/ns/net >>'${starts}'; exec ${words}`;
  return {
    cwd,
    command: ['--', 'sh', '-c', script],
    options: {cwd, env: {PLUGTEST_STATE_DIR: join(cwd, 'journal')}},
    namespaces: () => (existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n') : []),
  };
}

test('a network driver is started in a namespace of its own at once when only networks are tested', {
  skip,
}, async t => {
  const {command, options, namespaces} = given(t, 'network');
  const links = ownLinks();
  const args = ['./p.sock', '-i', 'network', '--select', 'network.leave.*', ...command];
  const {code, stdout} = await plugtest(args, options);
  assert.equal(code, 0, stdout);
  const [first = '', ...more] = namespaces();
  assert.deepEqual(more, []);
  assert.notEqual(first, ownNamespace());
  assert.equal(isInhabited(first), false);
  assert.equal(ownLinks(), links);
});

test('a plugin is asked what it is before it gets a namespace; one that is no network driver stays', {
  skip,
}, async t => {
  for (const [kind, starts] of [
    ['network', 2],
    ['volume', 1],
  ] as const) {
    const {command, options, namespaces} = given(t, kind);
    const args = [
      './p.sock',
      '--select',
      'network.leave.*',
      '--select',
      'handshake.activate.answers',
      ...command,
    ];
    const {code, stdout} = await plugtest(args, options);
    assert.equal(code, 0, stdout);
    assert.equal(namespaces()[0], ownNamespace());
    assert.equal(namespaces().length, starts, kind);
    assert.equal(namespaces().at(-1) === ownNamespace(), kind === 'volume');
  }
});

test('with --sandbox netns a plugin that runs elsewhere is tested beside its own namespace, and leaves nothing there', {
  skip,
}, async t => {
  const cwd = temporaryFolder(t);
  const elsewhere = {
    ...referencePlugin,
    command: (place: Parameters<typeof referencePlugin.command>[0]) => [
      'unshare',
      '--net',
      ...[...referencePlugin.command(place), '--interface', 'network', '--links', 'real'],
    ],
  };
  const {pid} = await startPlugin(t, elsewhere, join(cwd, 'p.sock'));
  const theirLinks = () => execFileSync('nsenter', ['-t', String(pid), '-n', 'ip', '-o', 'link']).toString();
  const before = [ownLinks(), theirLinks()];
  const select = ['starts', 'reaches', 'container-leaves-nothing'].flatMap(id => [
    '--select',
    `network.sandbox.${id}`,
  ]);
  const options = {cwd, env: {PLUGTEST_STATE_DIR: join(cwd, 'journal')}};
  const {code, stdout} = await plugtest(['./p.sock', '--sandbox', 'netns', ...select], options);
  assert.equal(code, 0, stdout);
  for (const id of ['starts', 'reaches', 'container-leaves-nothing'])
    assert.match(stdout, new RegExp(`^ok \\d+ - network\\.sandbox\\.${id}(?!.*# SKIP)`, 'm'));
  assert.deepEqual([ownLinks(), theirLinks()], before);
});

test('--sandbox none leaves a network driver where plugtest runs', async t => {
  const {command, options, namespaces} = given(t, 'network');
  const args = ['./p.sock', '-i', 'network', '--sandbox', 'none', '--select', 'network.leave.*', ...command];
  const {code, stdout} = await plugtest(args, options);
  assert.equal(code, 0, stdout);
  assert.deepEqual(namespaces(), [ownNamespace()]);
});

test('--sandbox netns is refused where it cannot be had, with what to do', async t => {
  const {cwd} = given(t, 'network');
  const without = await plugtest(['./p.sock', '--sandbox', 'netns', '--', 'true'], {cwd, env: {PATH: ''}});
  assert.equal(without.code, 2);
  assert.match(
    without.stderr,
    /--sandbox netns can't be had: network namespaces need (root|the program ip): /,
  );
  const tcp = await plugtest(['tcp://127.0.0.1:1', '--sandbox', 'netns', '--', 'true'], {cwd});
  assert.equal(tcp.code, 2);
  assert.match(tcp.stderr, /let it listen on a unix socket/);
});

test('what a killed run left in its namespace is removed in one by plugtest clean, and no namespace stays', {
  skip,
}, async t => {
  const {command, options, namespaces} = given(t, 'network');
  const links = ownLinks();
  const child = startPlugtest(['./p.sock', '-i', 'network', '--reporter', 'jsonl', ...command], options);
  t.after(() => child.kill('SIGKILL'));
  let isUsed = false;
  child.stdout.on('data', (part: Buffer) => {
    isUsed ||= String(part).includes('NetworkDriver.Join');
  });
  while (!isUsed && child.exitCode === null) await wait(5);
  child.kill('SIGKILL');
  await once(child, 'close');
  const {code, stdout} = await plugtest(['clean'], options);
  assert.equal(code, 0, stdout);
  assert.equal(namespaces().includes(ownNamespace()), false);
  for (const namespace of namespaces()) assert.equal(isInhabited(namespace), false);
  assert.equal(ownLinks(), links);
});
