import assert from 'node:assert/strict';
import test from 'node:test';
import {pretty} from '../../src/report/pretty/pretty.ts';
import {memoryOutput, plainOptions, render} from './render.ts';
import {runs} from './runs.ts';
import {matchesSnapshot} from './snapshot.ts';

for (const [name, events] of Object.entries(runs)) {
  test(`the pretty report of the run "${name}" is as recorded`, async () => {
    const options = {...plainOptions, reports: [{name: 'json', file: 'report.json'}]};
    await matchesSnapshot(`${name}.pretty.txt`, await render(pretty, events, {options}));
  });
}

test('nothing that a hostile plugin sends reaches the terminal as a control character', async () => {
  const text = await render(pretty, runs['hostile'] ?? []);
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
  assert.ok(text.length < 40_000, `${text.length} characters`);
});

test('--trace none shows no calls and --trace all shows those of passed checks too', async () => {
  const events = runs['many-calls'] ?? [];
  const none = await render(pretty, events, {options: {...plainOptions, trace: 'none'}});
  assert.doesNotMatch(none, /VolumeDriver\.Create/);
  const all = await render(pretty, runs['conformant'] ?? [], {options: {...plainOptions, trace: 'all'}});
  assert.match(all, /✓ handshake\.activate\.answers/);
});

test('a terminal gets colours and a progress line that is erased before the report', async () => {
  const out = memoryOutput({isTerminal: true, colour: true});
  const text = await render(pretty, runs['all-statuses'] ?? [], {out});
  assert.match(text, /0\/8 {2}handshake\.activate\.answers/);
  const last = text.slice(text.lastIndexOf('\r'));
  assert.ok(last.startsWith('\r\u001b[2K'), 'erased');
  assert.match(last, /\u001b\[31m/);
});

test('a run that never began leaves the pretty report empty', async () => {
  assert.equal(await render(pretty, []), '');
});
