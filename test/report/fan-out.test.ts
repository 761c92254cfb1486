import assert from 'node:assert/strict';
import test from 'node:test';
import type {RunEvent} from '../../src/core/events.ts';
import {fanOut} from '../../src/report/fan-out.ts';
import {json} from '../../src/report/json.ts';
import {jsonl} from '../../src/report/jsonl.ts';
import {reporters} from '../../src/report/registry.ts';
import type {Reporter} from '../../src/report/reporter.ts';
import {memoryOutput, plainOptions, streamOf} from './render.ts';
import {runs} from './runs.ts';

const events = runs['all-statuses'] ?? [];

function options() {
  const dropped: string[] = [];
  return {...plainOptions, dropped, onDrop: (name: string) => dropped.push(name)};
}

test('every reporter of the table loads and writes something for a run', async () => {
  for (const {name, load} of reporters) {
    const out = memoryOutput();
    await fanOut(streamOf(events), [{name, reporter: await load(), out}], options());
    assert.notEqual(out.text(), '', name);
  }
});

test('the JSON-lines report is the event stream', async () => {
  const out = memoryOutput();
  const {end} = await fanOut(streamOf(events), [{name: 'jsonl', reporter: jsonl, out}], options());
  const lines = out.text().trimEnd().split('\n');
  assert.deepEqual(
    lines.map(line => JSON.parse(line)),
    events,
  );
  assert.equal(end?.exitCode, 4);
});

test('a reporter that throws is named and dropped while the others get the whole run', async () => {
  const broken: Reporter = async stream => {
    for await (const event of stream) if (event.seq === 3) throw new Error('broken reporter');
  };
  const out = memoryOutput();
  const given = options();
  const destinations = [
    {name: 'broken', reporter: broken, out: memoryOutput()},
    {name: 'jsonl', reporter: jsonl, out},
  ];
  const {end} = await fanOut(streamOf(events), destinations, given);
  assert.deepEqual(given.dropped, ['broken']);
  assert.equal(out.text().trimEnd().split('\n').length, events.length);
  assert.equal(end?.type, 'run:end');
});

test('a slow reporter does not hold up the run', async () => {
  let open = () => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  let produced = 0;
  async function* source(): AsyncGenerator<RunEvent> {
    for (const event of events) {
      produced++;
      yield event;
    }
    open();
  }
  const slow: Reporter = async (stream, out) => {
    await gate;
    for await (const event of stream) out.write(`${event.seq} `);
  };
  const out = memoryOutput();
  await fanOut(source(), [{name: 'slow', reporter: slow, out}], options());
  assert.equal(produced, events.length);
  assert.equal(out.text().trim().split(' ').length, events.length);
});

test('a run that throws in the middle still gets a complete report with exit code 4', async () => {
  async function* source(): AsyncGenerator<RunEvent> {
    yield* events.slice(0, 4);
    throw new Error('boom');
  }
  const out = memoryOutput();
  const reported = await fanOut(source(), [{name: 'json', reporter: json, out}], options());
  assert.match(String(reported.error), /boom/);
  const report = JSON.parse(out.text());
  assert.equal(report.exitCode, 4);
  assert.match(report.aborted, /boom/);
  assert.equal(report.results.length, 1);
});

test('a run refused before its first event leaves every report empty and hands the error on', async () => {
  // biome-ignore lint/correctness/useYield: a stream that throws at once
  async function* source(): AsyncGenerator<RunEvent> {
    throw new Error('wrong usage');
  }
  const out = memoryOutput();
  const reported = await fanOut(source(), [{name: 'json', reporter: json, out}], options());
  assert.equal(out.text(), '');
  assert.equal(reported.end, null);
  assert.match(String(reported.error), /wrong usage/);
});
