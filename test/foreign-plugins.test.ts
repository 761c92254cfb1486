import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import type {CheckResult, RunEvent} from '../src/core/events.ts';
import {run} from '../src/run.ts';
import {pythonPlugin, sdkGoPlugin, temporaryFolder} from './helpers/plugin-process.ts';

/** Plugins that share no line with ours, so that plugtest is not only right about itself. */
for (const program of [sdkGoPlugin, pythonPlugin]) {
  const skip = program.whyNot() ?? false;
  test(`A correct volume plugin of other make passes: ${program.name}`, {skip}, async t => {
    const folder = temporaryFolder(t);
    const socket = join(folder, 'plugin.sock');
    const events = await eventsOf(
      socket,
      program.command({socket, root: join(folder, 'root'), scratch: folder}),
    );
    const results = events.flatMap(event => (event.type === 'check:end' ? [event.result] : []));
    for (const result of results.filter(({status}) => status === 'warned')) t.diagnostic(lineOf(result));
    assert.deepEqual(
      results.filter(({status}) => status === 'failed' || status === 'errored').map(lineOf),
      [],
    );
    const last = events.at(-1);
    assert.ok(last?.type === 'run:end', 'the run has an end');
    assert.equal(last.exitCode, 0, last.aborted);
    assert.deepEqual(last.leaks, []);
    const {passed, total, notApplicable} = last.summary;
    assert.ok(passed > (total - notApplicable) / 2, `only ${passed} of ${total - notApplicable} passed`);
    t.diagnostic(`${passed} of ${total - notApplicable} passed in ${Math.round(last.durationMs)} ms`);
  });
}

async function eventsOf(target: string, command: readonly string[]): Promise<RunEvent[]> {
  const limits = {callTimeoutMs: 10_000, timeoutMs: 120_000};
  const events: RunEvent[] = [];
  for await (const event of run({target, command, engine: '29', level: 'MUST', ...limits}))
    events.push(event);
  return events;
}

function lineOf({id, status, message, actual}: CheckResult): string {
  return `${status} ${id}: ${message} (${actual})`;
}
