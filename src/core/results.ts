import type {Exchange} from '../wire/exchange.ts';
import type {Check, Rule} from './check.ts';
import type {CheckInfo, CheckResult} from './events.ts';
import {lastLines, shortText} from './evidence.ts';
import type {Facts} from './facts.ts';
import {unconcernedReason} from './needs.ts';
import type {RuleRecord} from './rule-book.ts';
import {violatedStatus} from './summary.ts';
import type {Level, Status} from './verdict.ts';
import {Unjudged, Violation} from './violation.ts';

/** What a report says of a check before it ran. */
export function infoOf(entry: Check | Rule): CheckInfo {
  const {id, title, level, kind} = entry;
  return {id, title, interface: id.slice(0, id.indexOf('.')), level, kind};
}

/** How results are made: what fails the run, and how exchanges become scripts and sources links. */
export interface Judging {
  readonly failing: Level;
  readonly repro: (exchanges: readonly Exchange[]) => string;
  /** An exchange as reports keep it. */
  readonly keep: (exchange: Exchange) => Exchange;
  /** Sources of a requirement key such as `volume/13`. */
  readonly sourcesOf: (requirement: string | readonly string[]) => readonly string[];
}

/** A row without a judgement: excluded, not applicable, untestable. */
export function unjudgedResult(entry: Check | Rule, status: Status, message: string): CheckResult {
  return {
    ...infoOf(entry),
    status,
    durationMs: 0,
    message: shortText(message),
    expected: '',
    actual: '',
    consequence: '',
    fix: '',
    source: [],
    exchanges: [],
    repro: '',
  };
}

/** A row of a check that cannot run because `blockedBy` failed. */
export function blockedResult(check: Check, blockedBy: string, message: string): CheckResult {
  return {...unjudgedResult(check, 'blocked', message), blockedBy};
}

/** A row for a check that ran. */
export interface Outcome {
  readonly check: Check;
  readonly error: unknown;
  readonly durationMs: number;
  readonly exchanges: readonly Exchange[];
  readonly pluginOutput: readonly string[];
}

/** Turns what a check threw, or did not throw, into its row. */
export function resultOf(outcome: Outcome, judging: Judging): CheckResult {
  const {check, error, durationMs} = outcome;
  const exchanges = outcome.exchanges.map(judging.keep);
  if (error === undefined) return {...unjudgedResult(check, 'passed', ''), durationMs, exchanges};
  if (error instanceof Unjudged) {
    const {status, message, blockedBy} = error;
    const blocker = blockedBy === undefined ? {} : {blockedBy};
    return {...unjudgedResult(check, status, message), ...blocker, durationMs, exchanges};
  }
  if (error instanceof Violation) return violatedResult(outcome, error, judging);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {...unjudgedResult(check, 'errored', `plugtest's own fault: ${text}`), durationMs, exchanges};
}

/** The row of a check that the plugin broke. */
export function violatedResult(outcome: Outcome, violation: Violation, judging: Judging): CheckResult {
  const {check, durationMs, pluginOutput} = outcome;
  const shown = violation.exchanges.length > 0 ? violation.exchanges : outcome.exchanges;
  return {
    ...infoOf(check),
    status: violatedStatus(check.level, judging.failing),
    durationMs,
    message: shortText(violation.finding.message ?? check.problem),
    expected: shortText(violation.finding.expected),
    actual: shortText(violation.finding.actual),
    consequence: check.consequence,
    fix: check.fix,
    source: judging.sourcesOf(check.requirement),
    exchanges: shown.map(judging.keep),
    repro: judging.repro(outcome.exchanges.length > 0 ? outcome.exchanges : shown),
    ...(pluginOutput.length === 0 ? {} : {pluginOutput: lastLines(pluginOutput)}),
  };
}

/** The row of a rule at the end of the run. */
export function ruleResult(record: RuleRecord, judging: Judging, facts: Facts): CheckResult {
  const {rule, judged, violations} = record;
  const first = violations[0];
  if (judged === 0) return unjudgedResult(rule, 'not-applicable', unconcernedReason(rule, facts));
  if (first === undefined) return unjudgedResult(rule, 'passed', '');
  const exchanges = violations.map(({exchange}) => judging.keep(exchange));
  return {
    ...infoOf(rule),
    status: violatedStatus(rule.level, judging.failing),
    durationMs: 0,
    message: shortText(first.finding.message || rule.problem),
    expected: shortText(first.finding.expected),
    actual: shortText(first.finding.actual),
    consequence: rule.consequence,
    fix: rule.fix,
    source: judging.sourcesOf(rule.requirement),
    exchanges,
    repro: judging.repro(exchanges.slice(0, 1)),
  };
}
