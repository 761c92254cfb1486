import type {CheckResult, RunInfo} from '../core/events.ts';
import {callRows} from './calls.ts';
import {safe} from './pretty/style.ts';
import {repeatCommand} from './repeat-command.ts';
import {isFinding, type ReportOptions, showsExchanges} from './reporter.ts';

/** What a result says, as plain lines with a label each: for formats that have room for one block of text. */
export function adviceLines(result: CheckResult, info: RunInfo, options: ReportOptions): string[] {
  const script = isFinding(result) ? options.script(result) : undefined;
  const labelled: [string, string][] = [
    ['expected', result.expected],
    ['actual', result.actual],
    ['in docker', result.consequence],
    ['mend', result.fix],
    ['source', result.source.join(' · ')],
    ['repeat', isFinding(result) ? repeatCommand(result, info, options) : ''],
    ['script', script ?? ''],
  ];
  return labelled
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label.padEnd(9)} ${safe(text, 2000)}`);
}

/** Its calls and the plugin's last output, a line each. */
export function callAndOutputLines(result: CheckResult, options: ReportOptions): string[] {
  return [
    ...(showsExchanges(result, options.trace) ? callLines(result) : []),
    ...(result.pluginOutput ?? []).slice(-20).map(line => `output    ${safe(line, 500)}`),
  ];
}

function callLines(result: CheckResult): string[] {
  return callRows(result.exchanges).map(({number, row, left}) =>
    row === null
      ? `call      … ${left} more`
      : `call ${String(number).padEnd(4)} ${row.method} ${row.request} → ${row.answer}   ${row.time}`,
  );
}
