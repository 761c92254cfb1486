import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Attack} from '../../fixtures/hostile/attack.js';
import type {CheckResult, Leak} from '../../src/core/events.ts';
import {validateReport} from '../../src/schema/report.ts';
import {
  annotationProblems,
  htmlProblems,
  markdownProblems,
  plainProblems,
  scriptProblems,
  tapProblems,
  xmlProblems,
} from './formats.ts';

/** Every report that a run of the zoo writes beside the pretty one on its output. */
export const reportFiles = [
  {name: 'tap', file: 'report.tap'},
  {name: 'json', file: 'report.json'},
  {name: 'jsonl', file: 'report.jsonl'},
  {name: 'junit', file: 'report.xml'},
  {name: 'html', file: 'report.html'},
  {name: 'markdown', file: 'report.md'},
  {name: 'github', file: 'github.txt'},
] as const;

interface Report {
  readonly exitCode: number;
  readonly aborted?: string;
  readonly results: readonly CheckResult[];
  readonly warnings: readonly string[];
  readonly leaks: readonly Leak[];
}

interface Looking {
  readonly attack: Attack;
  readonly folder: string;
  readonly exitCode: number | null;
}

/** What the reports of a run say, and what is wrong with them. */
export function complaints({attack, folder, exitCode}: Looking): {verdict: string; problems: string[]} {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const exits = attack.exits ?? [1];
  const problems = exits.includes(exitCode ?? -1)
    ? []
    : [`exit code ${exitCode}, expected ${exits.join(' or ')}`];
  if (exitCode === 2) return {verdict: 'wrong usage', problems};
  const report = parse(read('report.json'));
  if (report === null) return {verdict: '', problems: [...problems, 'the JSON report is no JSON']};
  const found = report.results.filter(({status}) => ['failed', 'warned', 'errored'].includes(status));
  const first = found[0];
  const verdict = report.aborted ?? (first ? `${first.id}: ${first.message} ${first.actual}` : 'conformant');
  const said = [
    report.aborted ?? '',
    ...report.warnings,
    ...report.results.map(({message, actual}) => `${message} ${actual}`),
  ];
  return {
    verdict: verdict.slice(0, 160),
    problems: [
      ...problems,
      ...(attack.says && !said.some(line => attack.says?.test(line))
        ? [`the report does not say ${attack.says}`]
        : []),
      ...found
        .filter(({status}) => status === 'errored')
        .map(({id, message}) => `errored: ${id} ${message.slice(0, 300)}`),
      ...schemaProblems(report, exitCode),
      ...eventProblems(read('report.jsonl'), report),
      ...tapProblems(read('report.tap'), {
        count: report.results.length,
        isAborted: report.aborted !== undefined,
      }),
      ...xmlProblems(join(folder, 'report.xml')),
      ...htmlProblems(read('report.html')),
      ...markdownProblems(read('report.md')),
      ...plainProblems(read('pretty.txt'), 'the pretty report'),
      ...plainProblems(read('report.tap'), 'TAP'),
      ...plainProblems(read('report.md'), 'Markdown'),
      ...plainProblems(read('github.txt'), 'annotations'),
      ...annotationProblems(read('github.txt')),
      ...scriptProblems(join(folder, 'plugtest-repro')),
    ],
  };
}

function parse(text: string): Report | null {
  try {
    return JSON.parse(text) as Report; // judged by its schema below
  } catch {
    return null;
  }
}

function schemaProblems(report: Report, exitCode: number | null): string[] {
  const wrong = validateReport(report).slice(0, 3);
  return [
    ...wrong.map(problem => `JSON: ${JSON.stringify(problem).slice(0, 200)}`),
    ...(report.exitCode === exitCode
      ? []
      : [`JSON: exit code ${report.exitCode}, the process ended with ${exitCode}`]),
  ];
}

function eventProblems(text: string, report: Report): string[] {
  const types = text
    .trimEnd()
    .split('\n')
    .map(line => (JSON.parse(line) as {type: string}).type);
  const count = types.filter(type => type === 'check:end').length;
  return [
    ...(types.at(-1) === 'run:end' ? [] : [`events: the last one is ${types.at(-1)}`]),
    ...(count === report.results.length ? [] : [`events: ${count} rows, JSON has ${report.results.length}`]),
  ];
}
