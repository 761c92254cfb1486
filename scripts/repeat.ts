// Tests the reference plugin many times over and counts verdicts that change: `npm run repeat -- [times] [--busy] [--odd NAME]`.
// A verdict that changes without the plugin changing is a false alarm or a missed fault. `--busy` keeps all cores at work.
import {spawn} from 'node:child_process';
import {availableParallelism} from 'node:os';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {tryPlugin} from '../test/detection/detect.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {busy: {type: 'boolean', default: false}, odd: {type: 'string'}},
});
const times = Number(positionals[0] ?? '20');
if (!Number.isInteger(times) || times < 1)
  throw new TypeError(`expected a number of runs, got ${positionals[0]}`);

const burners = values.busy ? burnAllCores() : [];
try {
  process.exitCode = (await repeat()) === 0 ? 0 : 1;
} finally {
  for (const burner of burners) burner.kill('SIGKILL');
}

async function repeat(): Promise<number> {
  const verdicts = new Map<string, string>();
  const durations: number[] = [];
  let changed = 0;
  for (let run = 1; run <= times; run += 1) {
    const {results, durationMs} = await tryPlugin({
      interface: 'volume',
      ...(values.odd === undefined ? {} : {odd: values.odd}),
    });
    durations.push(durationMs);
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
  durations.sort((one, other) => one - other);
  const at = (part: number) => durations[Math.floor((durations.length - 1) * part)];
  console.log(
    `${changed} of ${times * verdicts.size} verdicts changed in ${times} runs; a run took ${at(0)} to ${at(1)} ms, half of them at most ${at(0.5)} ms`,
  );
  return changed;
}

/** One endless loop per core. */
function burnAllCores() {
  return Array.from({length: availableParallelism()}, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], {stdio: 'ignore'}),
  );
}
