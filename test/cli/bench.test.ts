import assert from 'node:assert/strict';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, watch, writeFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import test, {type TestContext} from 'node:test';
import type {BenchReport} from '../../src/bench/report.ts';
import {validateBench} from '../../src/schema/bench.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {bench as fixedBench} from '../report/benches.ts';
import {plugtest, startPlugtest} from './plugtest.ts';

const brief = ['--samples', '5', '--duration', '200ms', '--concurrency', '1,3', '--objects', '2,4'];

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

function placeOf(t: TestContext): Place {
  const cwd = temporaryFolder(t);
  return {cwd, env: {PLUGTEST_STATE_DIR: join(cwd, 'own')}};
}

/** Words of the reference plugin's command. */
function command(...more: readonly string[]): readonly string[] {
  const main = resolve('fixtures/good/main.js');
  return ['--', process.execPath, main, '--socket', './sock', '--state', './state', ...more];
}

function readReport(cwd: string): BenchReport {
  const report: BenchReport = JSON.parse(readFileSync(join(cwd, 'bench.json'), 'utf8'));
  assert.deepEqual(validateBench(report), []);
  return report;
}

/** Volumes and journals that are left. */
function leftIn(cwd: string): readonly string[] {
  return ['state/volume/volumes', 'own/journals'].flatMap(folder =>
    existsSync(join(cwd, folder)) ? readdirSync(join(cwd, folder)) : [],
  );
}

const interfaces = {
  volume: ['VolumeDriver.Create', 'VolumeDriver.Unmount', 'VolumeDriver.Remove'],
  network: ['NetworkDriver.CreateNetwork', 'NetworkDriver.Join', 'NetworkDriver.DeleteNetwork'],
  ipam: ['IpamDriver.RequestPool', 'IpamDriver.RequestAddress', 'IpamDriver.ReleaseAddress'],
  authz: ['AuthZPlugin.AuthZReq', 'AuthZPlugin.AuthZRes'],
};

for (const [name, methods] of Object.entries(interfaces)) {
  test(`bench measures the calls of a good ${name} plugin and leaves nothing behind`, async t => {
    const place = placeOf(t);
    const reporters = [
      '--reporter',
      'pretty',
      '--reporter',
      'json=bench.json',
      '--reporter',
      'html=bench.html',
    ];
    const args = ['bench', './sock', ...brief, ...reporters, ...command('--interface', name)];
    const {code, stdout, stderr} = await plugtest(args, place);
    assert.equal(code, 0, stdout + stderr);
    const {calls, throughput, growth, leaks} = readReport(place.cwd);
    for (const method of methods) {
      assert.ok(
        calls.some(row => row.method === method && row.samples > 0 && row.p50Ms > 0),
        method,
      );
      assert.ok(stdout.includes(method), stdout);
    }
    assert.ok(throughput.every(({perSecond}) => perSecond > 0));
    assert.deepEqual([...new Set(throughput.map(({concurrency}) => concurrency))], [1, 3]);
    assert.deepEqual([...new Set(growth.map(({count}) => count))], name === 'authz' ? [] : [2, 4]);
    assert.deepEqual(leaks, []);
    assert.deepEqual(leftIn(place.cwd), []);
    assert.match(readFileSync(join(place.cwd, 'bench.html'), 'utf8'), /How fast sock answers/);
  });
}

test('bench counts calls that fail, says what the first one said, and ends with 1', async t => {
  const place = placeOf(t);
  const fault = ['--fault', 'volume-mount-hangs'];
  const timeout = ['--call-timeout', '1s'];
  const args = [
    'bench',
    './sock',
    ...brief,
    ...timeout,
    '--reporter',
    'json=bench.json',
    ...command(...fault),
  ];
  const {code, stderr} = await plugtest(args, place);
  assert.equal(code, 1, stderr);
  const mount = readReport(place.cwd).calls.find(({method}) => method === 'VolumeDriver.Mount');
  assert.ok(mount && mount.errors > 0 && mount.samples === 0, JSON.stringify(mount));
  assert.notEqual(mount.firstError ?? '', '');
  assert.deepEqual(leftIn(place.cwd), []);
});

test('an interrupted bench removes what it made, reports what it has, and ends with 130', async t => {
  const place = placeOf(t);
  const volumes = join(place.cwd, 'state/volume/volumes');
  await mkdir(volumes, {recursive: true});
  const watcher = watch(volumes);
  t.after(() => watcher.close());
  const isMade = once(watcher, 'change');
  const args = [
    'bench',
    './sock',
    '--duration',
    '1m',
    '--samples',
    '100000',
    '--reporter',
    'json=bench.json',
  ];
  const child = startPlugtest([...args, ...command()], place);
  const ended = once(child, 'close');
  await isMade;
  child.kill('SIGINT');
  const [code] = await ended;
  assert.equal(code, 130);
  const {aborted, exitCode} = readReport(place.cwd);
  assert.deepEqual([aborted, exitCode], ['interrupted (SIGINT)', 130]);
  assert.deepEqual(leftIn(place.cwd), []);
});

test('a plugin that cannot be activated ends bench with 1, one with other interfaces with 2', async t => {
  const place = placeOf(t);
  const dead = ['bench', './sock', ...command('--fault', 'handshake-activate-answers-404')];
  const {code, stdout} = await plugtest(dead, place);
  assert.equal(code, 1);
  assert.match(stdout, /the plugin can't be activated: /);
  const other = await plugtest(['bench', './sock', '-i', 'network', ...command()], place);
  assert.equal(other.code, 2);
  assert.match(other.stderr, /the plugin implements .*VolumeDriver.*, wanted is network/);
});

const wrong: readonly (readonly [args: readonly string[], code: number, message: RegExp])[] = [
  [['./absent.sock'], 3, /there is no socket at/],
  [[], 2, /no target is given/],
  [['./x', '--samples', '0'], 2, /--samples expects a whole number from 1/],
  [['./x', '--concurrency', '1,x'], 2, /--concurrency expects whole numbers from 1 to 1000/],
  [['./x', '--concurrency', '0'], 2, /--concurrency expects whole numbers from 1/],
  [['./x', '--objects', '1e9'], 2, /--objects expects whole numbers from 0/],
  [['./x', '-i', 'logging'], 2, /expected volume, network, ipam, authz/],
  [['./x', '--engine', 'all'], 2, /acts as one engine/],
  [['./x', '--reporter', 'tap'], 2, /no report "tap": expected pretty, json, html/],
  [['./x', '--reporter', 'json=none/x.json'], 2, /its folder does not exist/],
];

for (const [args, code, message] of wrong) {
  test(`plugtest bench ${args.join(' ')} ends with ${code} and one sentence`, async t => {
    const result = await plugtest(['bench', ...args], placeOf(t));
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, message);
    assert.equal(result.stderr.trimEnd().split('\n').length, 1, result.stderr);
  });
}

test('compare tells two benchmarks apart and refuses one with a run', async t => {
  const {cwd} = placeOf(t);
  const [first, ...others] = fixedBench.calls;
  const slower = {...fixedBench, calls: [{...first, p50Ms: 6}, ...others]};
  writeFileSync(join(cwd, 'old.json'), JSON.stringify(fixedBench));
  writeFileSync(join(cwd, 'new.json'), JSON.stringify(slower));
  writeFileSync(join(cwd, 'broken.json'), JSON.stringify({...fixedBench, calls: 3}));
  writeFileSync(join(cwd, 'run.jsonl'), '');
  const {code, stdout} = await plugtest(['compare', 'old.json', 'new.json'], {cwd});
  assert.equal(code, 1);
  assert.match(stdout, /^✗ VolumeDriver\.Create p50 +1\.50 ms +→ +6\.00 ms +×4\.00$/m);
  assert.match(stdout, /1 worse, 0 better by more than 50 %/);
  const patient = await plugtest(['compare', 'old.json', 'new.json', '--tolerance', '400', '--json'], {cwd});
  assert.equal(patient.code, 0);
  assert.equal(JSON.parse(patient.stdout).tolerancePercent, 400);
  for (const [other, message] of [
    ['run.jsonl', /"run\.jsonl" is no benchmark, but the other file is/],
    ['broken.json', /expected an array at calls/],
  ] as const) {
    const refused = await plugtest(['compare', 'old.json', other], {cwd});
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, message);
  }
});
