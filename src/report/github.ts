import type {CheckResult} from '../core/events.ts';
import {visible} from '../util/visible.ts';
import {collect} from './collect.ts';
import {labelOf} from './label.ts';
import {isFinding, type Reporter} from './reporter.ts';
import {summaryLine} from './tally.ts';

/** GitHub shows ten annotations of a kind per step; more would hide the rest of the log. */
const MOST = 10;

/** Workflow commands that GitHub turns into annotations: errors for failures, warnings for the rest. */
export const github: Reporter = async (events, out) => {
  const run = await collect(events);
  if (!run) return;
  const findings = run.results.filter(isFinding);
  const errors = findings.filter(({status}) => status !== 'warned');
  const warnings = findings.filter(({status}) => status === 'warned');
  for (const result of errors.slice(0, MOST)) out.write(annotation('error', result));
  for (const result of warnings.slice(0, MOST)) out.write(annotation('warning', result));
  const left = findings.length - Math.min(errors.length, MOST) - Math.min(warnings.length, MOST);
  const more = left > 0 ? `; ${left} more findings are not annotated` : '';
  const kind = run.end.exitCode === 0 ? 'notice' : 'error';
  out.write(`::${kind} title=plugtest::${data(`${summaryLine(run.end.summary)}${more}`)}\n`);
};

function annotation(kind: 'error' | 'warning', result: CheckResult): string {
  const text = [
    result.message || result.title,
    `expected ${result.expected}`,
    `actual ${result.actual}`,
    `mend: ${result.fix}`,
  ];
  const lines = text.map(line => visible(line)).join('\n');
  return `::${kind} title=${property(`${labelOf(result)} (${result.level})`)}::${data(lines)}\n`;
}

/** Escapes of the workflow command format: in messages `%`, CR and LF; in properties `:` and `,` too. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
