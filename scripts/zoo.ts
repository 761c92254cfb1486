// Lets every plugin of fixtures/hostile attack plugtest and prints what came of it:
// `npm run zoo -- [word …] [--everything] [--slow] [--jobs N]`. Words pick attacks by name; `--everything` runs all checks;
// `--slow` leaves the time-outs at their defaults.
import './lean-node.ts';
import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {delimiter, join} from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import type {Attack} from '../fixtures/hostile/attack.js';
import {attacks} from '../fixtures/hostile/attacks.js';
import {type Outcome, tryAttack} from '../test/hostile/try-attack.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    everything: {type: 'boolean', default: false},
    slow: {type: 'boolean', default: false},
    jobs: {type: 'string', default: String(availableParallelism())},
  },
});
const chosen = attacks.filter(
  ({name}) => positionals.length === 0 || positionals.some(word => name.includes(word)),
);
const waiting = chosen.filter(isPossible);
const outcomes: Outcome[] = [];
await Promise.all(Array.from({length: Number(values.jobs)}, work));
const broken = outcomes.filter(({faults}) => faults.length > 0);
const worst = (key: 'seconds' | 'memoryMb' | 'reportMb') =>
  Math.max(0, ...outcomes.map(outcome => outcome[key]));
console.log(
  `${outcomes.length} attacks of ${chosen.length}, ${broken.length} got through; at most ${worst('seconds').toFixed(1)} s, ${worst('memoryMb')} MB, ${worst('reportMb').toFixed(1)} MB of reports`,
);
process.exitCode = broken.length === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let attack = waiting.shift(); attack !== undefined; attack = waiting.shift()) {
    const outcome = await tryAttack(attack, {
      checks: values.everything ? 'all' : 'few',
      ...(values.slow ? {callTimeoutMs: 0, runMs: 120_000} : {}),
      ...(values.everything ? {runMs: 120_000} : {}),
    });
    outcomes.push(outcome);
    print(outcome);
  }
}

function print({name, exitCode, seconds, memoryMb, reportMb, verdict, faults}: Outcome): void {
  const columns = [
    name.padEnd(44),
    `exit ${exitCode}`,
    `${seconds.toFixed(1)} s`.padStart(7),
    `${memoryMb} MB`.padStart(7),
    `${reportMb.toFixed(1)} MB`.padStart(8),
  ];
  console.log(`${columns.join('  ')}  ${verdict.replace(/\s+/g, ' ').slice(0, 90)}`);
  for (const fault of faults) console.log(`    !! ${fault}`);
}

/** Attacks that this machine can't make are named and left out. */
function isPossible({name, needs}: Attack): boolean {
  if (needs === undefined) return true;
  const places = needs.startsWith('/')
    ? [needs]
    : (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, needs));
  if (places.some(place => existsSync(place))) return true;
  console.log(`${name}: left out, there is no ${needs}`);
  return false;
}
