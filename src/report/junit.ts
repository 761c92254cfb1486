import xmlbuilder, {type XMLElement} from 'xmlbuilder';
import type {CheckResult} from '../core/events.ts';
import {visible} from '../util/visible.ts';
import {type CollectedRun, collect} from './collect.ts';
import {adviceLines, callAndOutputLines} from './evidence.ts';
import type {Reporter, ReportOptions} from './reporter.ts';
import {tally} from './tally.ts';

/** JUnit XML as Jenkins, GitLab, Azure and others read it: a suite per interface (and engine), a case per check. */
export const junit: Reporter = async (events, out, options) => {
  const run = await collect(events);
  if (run) out.write(document(run, options));
};

function document(run: CollectedRun, options: ReportOptions): string {
  const root = xmlbuilder.create('testsuites', {
    version: '1.0',
    encoding: 'UTF-8',
    invalidCharReplacement: '\uFFFD',
  });
  root.att('name', `plugtest ${run.info.plugtest}`).att('time', seconds(run.end.durationMs));
  counts(root, run.results);
  for (const [name, results] of suitesOf(run)) suite(root, {name, results, run, options});
  return `${root.end({pretty: true})}\n`;
}

interface SuiteParts {
  readonly name: string;
  readonly results: readonly CheckResult[];
  readonly run: CollectedRun;
  readonly options: ReportOptions;
}

function suite(root: XMLElement, {name, results, run, options}: SuiteParts): void {
  const {info} = run;
  const element = root.ele('testsuite', {
    name,
    time: seconds(results.reduce((sum, {durationMs}) => sum + durationMs, 0)),
    timestamp: info.startedAt.slice(0, 19),
    hostname: 'localhost',
  });
  counts(element, results);
  const properties = element.ele('properties');
  const facts = {
    engine: info.engine,
    target: info.target.address,
    seed: String(info.seed),
    level: info.level,
  };
  for (const [key, value] of Object.entries(facts))
    properties.ele('property', {name: key, value: visible(value)});
  for (const result of results) testCase(element, result, {name, run, options});
}

function testCase(
  suite: XMLElement,
  result: CheckResult,
  {name, run, options}: Omit<SuiteParts, 'results'>,
): void {
  const element = suite.ele('testcase', {
    name: result.id,
    classname: `plugtest.${name}`,
    time: seconds(result.durationMs),
  });
  const text = [visible(result.message || result.title), ...adviceLines(result, run.info, options)].join(
    '\n',
  );
  const shown = callAndOutputLines(result, options);
  if (result.status === 'failed') {
    element.ele('failure', {message: visible(result.message), type: result.level}, text);
  } else if (result.status === 'errored') {
    element.ele('error', {message: visible(result.message).slice(0, 300), type: 'plugtest'}, text);
  } else if (result.status === 'warned') {
    // the format knows no warnings; a case that passed may carry text
    shown.unshift(`warning (${result.level}): ${text}`);
  } else if (result.status !== 'passed') {
    element.ele('skipped', {message: `${result.status}: ${visible(result.message)}`});
  }
  if (shown.length > 0) element.ele('system-out', shown.join('\n'));
}

function counts(element: XMLElement, results: readonly CheckResult[]): void {
  const {total, failed, errored, notApplicable, excluded, blocked, untestable} = tally(results);
  element.att('tests', total).att('failures', failed).att('errors', errored);
  if (element.name !== 'testsuites') element.att('skipped', notApplicable + excluded + blocked + untestable);
}

/** By interface, and by engine and plugin where there are several. */
function suitesOf(run: CollectedRun): Map<string, CheckResult[]> {
  const suites = new Map<string, CheckResult[]>();
  for (const result of run.results) {
    const name = [result.interface, result.engine, result.plugin]
      .filter(word => word !== undefined)
      .join('@');
    const results = suites.get(name) ?? [];
    suites.set(name, [...results, result]);
  }
  return suites;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
