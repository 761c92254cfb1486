import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {Parser} from 'tap-parser';
import {tap} from '../../src/report/tap.ts';
import {render} from './render.ts';
import {runs} from './runs.ts';
import {matchesSnapshot} from './snapshot.ts';

const proveIsThere = spawnSync('prove', ['--version']).status === 0;

for (const [name, events] of Object.entries(runs)) {
  test(`TAP of the run "${name}" is as recorded and clean for a strict parser`, async () => {
    const text = await render(tap, events);
    await matchesSnapshot(`${name}.tap`, text);
    const seen = parse(text);
    assert.deepEqual(seen.extra, [], 'every line is TAP');
    assert.deepEqual(
      seen.failures.filter(failure => failure.tapError),
      [],
    );
    assert.equal(seen.count, events.filter(event => event.type === 'check:end').length);
  });
}

test('every status has its word and its directive in TAP', async () => {
  const {points} = parse(await render(tap, runs['all-statuses'] ?? []));
  assert.deepEqual(
    points.map(({ok, todo, skip}) => ({ok, todo, skip})),
    [
      {ok: true, todo: false, skip: false},
      {ok: false, todo: false, skip: false},
      {ok: false, todo: 'should: Status was a list.', skip: false},
      {ok: true, todo: false, skip: 'engine 29 never asks for Path'},
      {ok: true, todo: false, skip: 'excluded'},
      {ok: true, todo: false, skip: 'blocked by volume.mount.first-unmount-keeps-others'},
      {
        ok: true,
        todo: false,
        skip: 'untestable: the plugin cannot be restarted: start it with `-- command` or name a --restart-command',
      },
      {ok: false, todo: false, skip: false},
    ],
  );
});

test('a hostile plugin forges no TAP line and sends no control character', async () => {
  const text = await render(tap, runs['hostile'] ?? []);
  assert.equal(parse(text).points.length, 3);
  assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
  assert.ok(text.length < 40_000, `${text.length} characters`);
});

test('prove accepts the TAP of passing, failing and broken-off runs', async t => {
  if (!proveIsThere) return t.skip('prove (perl) is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-prove-'));
  t.after(() => rm(folder, {recursive: true}));
  const prove = async (name: string) => {
    const file = join(folder, `${name}.tap`);
    await writeFile(file, await render(tap, runs[name] ?? []));
    const {status, stdout, stderr} = spawnSync('prove', ['--exec', 'cat', file], {encoding: 'utf8'});
    return {status, text: stdout + stderr};
  };
  assert.equal((await prove('conformant')).status, 0);
  for (const name of ['all-statuses', 'hostile', 'many-calls']) {
    const {status, text} = await prove(name);
    assert.equal(status, 1, text);
    assert.doesNotMatch(text, /Parse errors|Unsupported|Bad plan/, text);
  }
  assert.match((await prove('aborted')).text, /Bailout called.*interrupted/);
});

interface TestPoint {
  readonly ok: boolean;
  readonly todo: string | boolean;
  readonly skip: string | boolean;
}

function parse(text: string) {
  const parser = new Parser({strict: true});
  const points: TestPoint[] = [];
  const extra: string[] = [];
  parser.on('assert', ({ok, todo, skip}: TestPoint) => points.push({ok, todo, skip}));
  parser.on('extra', (line: string) => extra.push(line));
  parser.end(text);
  const {failures, count} = parser.results ?? assert.fail('the parser gave no result');
  return {points, extra, failures, count};
}
