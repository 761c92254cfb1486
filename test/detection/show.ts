// Shows what one fault or variant brings to light: `node --import tsx test/detection/show.ts <name> [engine]`; without a name the good plugin.
import {load, names} from '../../fixtures/good/faults.js';
import {tryPlugin} from './detect.ts';
import {settingsOf} from './table.ts';

const [name, engine] = process.argv.slice(2);
const trial = await trialOf(name);
const {results, violated, exitCode, durationMs} = await tryPlugin({
  ...trial,
  ...(engine === undefined ? {} : {engine}),
});
for (const result of results) {
  if (result.status === 'passed' || result.status === 'not-applicable') continue;
  console.log(`${result.status.padEnd(10)} ${result.id}\n  ${result.message}`);
  if (result.expected !== '') console.log(`  expected ${result.expected}\n  actual   ${result.actual}`);
}
console.log(`violated: ${violated.join(', ') || 'nothing'}`);
console.log(`exit code ${exitCode}, ${results.length} rows, ${durationMs} ms`);

async function trialOf(name: string | undefined) {
  if (name === undefined || ['network', 'ipam', 'logging', 'metrics'].includes(name))
    return {interface: name ?? 'volume'};
  if (names('faulty').includes(name)) {
    const fault = await load('faulty', name);
    console.log(fault.describe, `\ncatches: ${fault.catches.join(', ')}`);
    return {interface: fault.interface, fault: name, ...settingsOf(fault)};
  }
  const variant = await load('odd', name);
  console.log(variant.describe, `\nmay warn: ${variant.mayWarn.join(', ')}`);
  return {
    interface: variant.interface,
    odd: name,
    ...settingsOf(variant),
  };
}
