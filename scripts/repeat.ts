// Tests the reference plugin many times over and counts verdicts that change:
// `npm run repeat -- [times] [--busy] [--slow-disk] [--odd NAME] [--interface NAME]`.
// A verdict that changes without the plugin changing is a false alarm or a missed fault. `--busy` keeps all cores at work,
// `--slow-disk` the disk: two processes write and flush all the time. What the process holds after each run must not grow.
import './lean-node.ts';
import {spawn} from 'node:child_process';
import {availableParallelism} from 'node:os';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {tryPlugin} from '../test/detection/detect.ts';
import {Endurance} from './repeat/endurance.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    busy: {type: 'boolean', default: false},
    'slow-disk': {type: 'boolean', default: false},
    odd: {type: 'string'},
    interface: {type: 'string', default: 'volume'},
  },
});
const times = Number(positionals[0] ?? '20');
if (!Number.isInteger(times) || times < 1)
  throw new TypeError(`expected a number of runs, got ${positionals[0]}`);

const endurance = new Endurance();
const stopped = new AbortController();
// the plugin ends with the run that is under way, and what was counted is printed
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
const burners = [...(values.busy ? burnAllCores() : []), ...(values['slow-disk'] ? keepDiskBusy() : [])];
try {
  process.exitCode = (await repeat()) === 0 ? 0 : 1;
} finally {
  for (const burner of burners) burner.kill('SIGKILL');
}

async function repeat(): Promise<number> {
  const verdicts = new Map<string, string>();
  const durations: number[] = [];
  let changed = 0;
  while (durations.length < times) {
    const {results, durationMs} = await tryPlugin({
      interface: values.interface,
      signal: stopped.signal,
      ...(values.odd === undefined ? {} : {odd: values.odd}),
    });
    if (stopped.signal.aborted) break;
    const run = durations.push(durationMs);
    endurance.sample(run);
    if (run % 25 === 0) console.log(`${run} runs, ${changed} verdicts changed so far`);
    for (const {id, status, message, expected, actual} of results) {
      const usual = verdicts.get(id) ?? 'passed';
      verdicts.set(id, verdicts.get(id) ?? status);
      if (status === usual || (run === 1 && status !== 'failed' && status !== 'warned')) continue;
      changed += 1;
      console.log(
        `run ${run}: ${id} ${status} instead of ${usual}: ${message} expected ${expected} actual ${actual}`,
      );
    }
  }
  const runs = durations.length;
  if (runs === 0) {
    console.log('ended before the first run had');
    return changed;
  }
  durations.sort((one, other) => one - other);
  const at = (part: number) => durations[Math.floor((durations.length - 1) * part)];
  console.log(
    `${changed} of ${runs * verdicts.size} verdicts changed in ${runs} runs; a run took ${at(0)} to ${at(1)} ms, half of them at most ${at(0.5)} ms`,
  );
  console.log(endurance.summary());
  return changed;
}

/** One endless loop per core. */
function burnAllCores() {
  return Array.from({length: availableParallelism()}, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], {stdio: 'ignore'}),
  );
}

/** Every flush of the plugin has to wait for theirs. */
function keepDiskBusy() {
  const script = `
    const fs = require('node:fs');
    const file = require('node:path').join(require('node:os').tmpdir(), 'plugtest-busy-' + process.pid);
    const piece = Buffer.alloc(4 << 20, 1);
    const out = fs.openSync(file, 'w');
    fs.unlinkSync(file);
    for (;;) {
      fs.writeSync(out, piece, 0, piece.length, 0);
      fs.fsyncSync(out);
    }`;
  return Array.from({length: 2}, () => spawn(process.execPath, ['-e', script], {stdio: 'ignore'}));
}
