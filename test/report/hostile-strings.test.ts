import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import fc from 'fast-check';
import {payloads} from '../../fixtures/hostile/strings.js';
import type {CheckResult, RunEvent} from '../../src/core/events.ts';
import {github} from '../../src/report/github.ts';
import {html} from '../../src/report/html/html.ts';
import {json} from '../../src/report/json.ts';
import {jsonl} from '../../src/report/jsonl.ts';
import {junit} from '../../src/report/junit.ts';
import {markdown} from '../../src/report/markdown.ts';
import {pretty} from '../../src/report/pretty/pretty.ts';
import {tap} from '../../src/report/tap.ts';
import {knownMethods, messageOf} from '../../src/schema/messages.ts';
import {validateReport} from '../../src/schema/report.ts';
import {toBody} from '../../src/wire/body.ts';
import type {Exchange} from '../../src/wire/exchange.ts';
import {toScript} from '../../src/wire/repro.ts';
import {replies} from '../gojson/oracle/replies.ts';
import {
  annotationProblems,
  htmlProblems,
  markdownProblems,
  plainProblems,
  tapProblems,
} from '../hostile/formats.ts';
import {render} from './render.ts';
import {exchange, finding, result, runOf} from './runs.ts';

const seed = 20_26;
const address = {kind: 'unix', path: "/run/it's.sock"} as const;

/** Anything at all, and what is known to do harm, alone and joined. */
const text = fc.oneof(
  fc.string({unit: 'binary', maxLength: 40}),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...Object.values(payloads).filter(payload => payload.length < 1000)),
        fc.string({maxLength: 5}),
      ),
      {maxLength: 3},
    )
    .map(parts => parts.join('')),
);

const hostileExchange = fc
  .record({
    method: text,
    request: text,
    status: fc.constantFrom(200, 500, null),
    answer: text,
    name: text,
    value: text,
    reason: text,
  })
  .map(({method, request, status, answer, name, value, reason}): Exchange => {
    const made = exchange(method, request, [status, answer]);
    return {...made, response: made.response && {...made.response, reason, headers: [[name, value]]}};
  });

const hostileResult = fc
  .record({
    title: text,
    message: text,
    expected: text,
    actual: text,
    consequence: text,
    fix: text,
    source: fc.array(text, {maxLength: 2}),
    exchanges: fc.array(hostileExchange, {maxLength: 3}),
    pluginOutput: fc.array(text, {maxLength: 3}),
  })
  .chain(fields =>
    fc
      .constantFrom('failed', 'warned', 'errored', 'untestable')
      .map(status =>
        finding('volume.get.hostile', status, {...fields, repro: toScript(fields.exchanges, address)}),
      ),
  );

const hostileRun = fc
  .record({
    results: fc.array(hostileResult, {minLength: 1, maxLength: 3}),
    words: fc.array(text, {maxLength: 2}),
    lines: fc.array(text, {maxLength: 2}),
    name: text,
    leak: text,
    aborted: fc.option(text, {nil: undefined}),
  })
  .map(({results, words, lines, name, leak, aborted}) =>
    withWords(runOf(results, {exitCode: 1, ...(aborted === undefined ? {} : {aborted})}), {
      words,
      lines,
      name,
      leak,
    }),
  );

interface Words {
  readonly words: readonly string[];
  readonly lines: readonly string[];
  readonly name: string;
  readonly leak: string;
}

/** Hostile strings in the events that are no results. */
function withWords(events: readonly RunEvent[], {words, lines, name, leak}: Words): RunEvent[] {
  return events.flatMap((event): RunEvent[] => {
    if (event.type === 'run:start')
      return [
        {...event, info: {...event.info, target: {form: 'socket', address: name, command: [name, leak]}}},
      ];
    if (event.type === 'target:ready') {
      const exit = {type: 'target:exit', code: 1, signal: null, expected: false, lastLines: lines} as const;
      return [
        {...event, name, implements: words},
        {...event, type: 'warning', message: name},
        {...event, ...exit},
      ];
    }
    if (event.type === 'run:end') return [{...event, leaks: [{what: 'volume', name: leak, command: leak}]}];
    return [event];
  });
}

test('Whatever strings a plugin puts anywhere, every report can be read and is inert', async () => {
  const documents: string[] = [];
  await fc.assert(
    fc.asyncProperty(hostileRun, async events => {
      assert.deepEqual(await problemsOf(events), []);
      documents.push(await render(junit, events));
    }),
    {seed, numRuns: 400},
  );
  assertXml(documents);
});

test('Ten thousand damaged replies pass through all reporters', async () => {
  const types = [
    ...new Map(knownMethods().map(name => [JSON.stringify(messageOf(name).responseType), name])).values(),
  ];
  const each = Math.ceil(10_000 / types.length);
  const documents: string[] = [];
  for (const method of types) {
    const bodies = replies(messageOf(method).responseType, {count: each, seed});
    const events = runOf(
      bodies.map((body, index) => answered(method, body, index)),
      {exitCode: 1},
    );
    assert.deepEqual(await problemsOf(events), [], method);
    documents.push(await render(junit, events));
  }
  assertXml(documents);
});

/** A finding on a reply, as rules make one: the value is quoted in its texts. */
function answered(method: string, body: Uint8Array, index: number): CheckResult {
  const made = exchange(method, '{}', [200, '']);
  const exchanges = [{...made, response: made.response && {...made.response, body: toBody(body)}}];
  const actual = Buffer.from(body).toString();
  const more = {actual, message: actual, exchanges, repro: toScript(exchanges, address)};
  return index % 7 === 0
    ? result(`volume.get.x${index}`, 'untestable', more)
    : finding(`volume.get.x${index}`, 'failed', more);
}

async function problemsOf(events: readonly RunEvent[]): Promise<string[]> {
  const [plain, points, page, summary, annotations, file, lines] = await Promise.all(
    [pretty, tap, html, markdown, github, json, jsonl].map(reporter => render(reporter, events)),
  );
  const report: unknown = JSON.parse(file ?? '');
  return [
    ...validateReport(report).map(problem => `JSON: ${JSON.stringify(problem)}`),
    ...(lines?.trimEnd().split('\n').length === events.length ? [] : ['JSON lines: not one event each']),
    ...tapProblems(points ?? '', {
      count: events.filter(({type}) => type === 'check:end').length,
      isAborted: events.some(event => event.type === 'run:end' && event.aborted !== undefined),
    }),
    ...htmlProblems(page ?? ''),
    ...markdownProblems(summary ?? ''),
    ...annotationProblems(annotations ?? ''),
    ...[plain, points, summary, annotations].flatMap(some => plainProblems(some ?? '', 'a report')),
  ];
}

/** All in one go: a process for each would take minutes. */
function assertXml(documents: readonly string[]): void {
  const wrapped = documents.map(document => document.replace(/^<\?xml.*?\?>/, '')).join('');
  const {error, status, stderr} = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '-'], {
    input: `<all>${wrapped}</all>`,
    encoding: 'utf8',
  });
  if (error === undefined) assert.equal(status, 0, stderr.slice(0, 500));
}
