// Kills runs at random instants, cleans up after each, and looks at what is left: `npm run kill -- [times] [--seed N]`.
import './lean-node.ts';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {seededRandom} from '../src/core/names.ts';
import {prepareKillingGround} from '../test/hostile/killed.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {seed: {type: 'string', default: '1'}},
});
const times = Number(positionals[0] ?? '200');
if (!Number.isInteger(times) || times < 1)
  throw new TypeError(`expected a number of kills, got ${positionals[0]}`);
const random = seededRandom(Number(values.seed));
/** So often a run is let be, to see whether it is unaffected. */
const WHOLE_EVERY = 20;

const ground = prepareKillingGround();
let spoilt = 0;
try {
  const first = await ground.wholeRun();
  report('the first run', first.faults);
  console.log(`a whole run takes ${Math.round(first.ms)} ms`);
  for (let count = 1; count <= times; count += 1) {
    const ms = random() * first.ms;
    report(`kill ${count} after ${Math.round(ms)} ms`, await ground.killAfter(ms));
    if (count % WHOLE_EVERY !== 0) continue;
    report(`the run after kill ${count}`, (await ground.wholeRun()).faults);
    console.log(`${count} runs killed, ${spoilt} things went wrong so far`);
  }
} finally {
  ground.remove();
}
console.log(`${times} runs killed at random instants (seed ${values.seed}), ${spoilt} things went wrong`);
process.exitCode = spoilt === 0 ? 0 : 1;

function report(what: string, faults: readonly string[]): void {
  spoilt += faults.length;
  for (const fault of faults) console.log(`${what}: ${fault}`);
}
