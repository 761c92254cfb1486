import type {CheckResult, RunEvent} from '../core/events.ts';
import {cut} from '../util/cut.ts';
import {visible} from '../util/visible.ts';
import {callRows} from './calls.ts';
import {labelOf} from './label.ts';
import {isFinding, type Reporter, type ReportOptions, showsExchanges} from './reporter.ts';
import {summaryLine} from './tally.ts';
import {yamlBlock} from './yaml-block.ts';

/** `prove` refuses 14, and harnesses of 14 take 13 (docs/decisions/0004-tap-13.md). */
const versionLine = 'TAP version 13';

/**
 * TAP. The plan stands at the end and counts what was reported; a broken-off run has `Bail out!` in its
 * place, since a strict parser takes neither after the other.
 */
export const tap: Reporter = async (events, out, options) => {
  let count = 0;
  for await (const event of events) {
    if (event.type === 'run:start') out.write(head(event));
    else if (event.type === 'check:end') out.write(testPoint(event.result, ++count, options));
    else if (event.type === 'warning') out.write(comment(`warning: ${event.message}`));
    else if (event.type === 'note') out.write(comment(`${event.check}: ${event.message}`));
    else if (event.type === 'target:exit' && !event.expected)
      out.write(comment('the plugin ended by itself'));
    else if (event.type === 'run:end') out.write(foot(event, count));
  }
};

function head({info}: Extract<RunEvent, {type: 'run:start'}>): string {
  const about = `plugtest ${info.plugtest}, engine ${info.engine}, ${info.target.address}, seed ${info.seed}`;
  return `${versionLine}\n${comment(about)}`;
}

function foot(end: Extract<RunEvent, {type: 'run:end'}>, count: number): string {
  const leaks = end.leaks.map(leak =>
    comment(`left behind: ${leak.what} ${leak.name}; remove with: ${leak.command}`),
  );
  const totals = comment(`${summaryLine(end.summary)}; exit code ${end.exitCode}`);
  return [
    ...leaks,
    totals,
    end.aborted === undefined ? plan(count) : `Bail out! ${described(end.aborted)}\n`,
  ].join('');
}

function plan(count: number): string {
  return count === 0 ? '1..0 # SKIP nothing was run\n' : `1..${count}\n`;
}

function testPoint(result: CheckResult, number: number, options: ReportOptions): string {
  const word =
    result.status === 'failed' || result.status === 'warned' || result.status === 'errored' ? 'not ok' : 'ok';
  const directive = directiveOf(result);
  const line = `${word} ${number} - ${described(`${labelOf(result)}: ${result.title}`)}${directive && ` # ${directive}`}\n`;
  const showsCalls = showsExchanges(result, options.trace) && result.exchanges.length > 0;
  return isFinding(result) || showsCalls ? line + diagnostics(result, options) : line;
}

function directiveOf(result: CheckResult): string {
  switch (result.status) {
    case 'warned':
      return `TODO ${result.level.toLowerCase()}: ${described(result.message)}`;
    case 'not-applicable':
      return `SKIP ${described(result.message)}`;
    case 'excluded':
      return 'SKIP excluded';
    case 'blocked':
      return `SKIP blocked by ${described(result.blockedBy ?? result.message)}`;
    case 'untestable':
      return `SKIP untestable: ${described(result.message)}`;
    case 'passed':
    case 'failed':
    case 'errored':
      return '';
  }
}

function diagnostics(result: CheckResult, options: ReportOptions): string {
  const calls = showsExchanges(result, options.trace)
    ? callRows(result.exchanges).map(({number, row, left}) =>
        row ? `${number} ${row.method} ${row.request} -> ${row.answer} (${row.time})` : `… ${left} more`,
      )
    : [];
  return yamlBlock({
    message: result.message,
    level: result.level,
    duration_ms: Math.round(result.durationMs),
    expected: result.expected,
    actual: result.actual,
    consequence: result.consequence,
    fix: result.fix,
    source: result.source.join(' · '),
    calls,
    output: (result.pluginOutput ?? []).join('\n'),
    repro: (isFinding(result) && options.script(result)) || '',
  });
}

function comment(text: string): string {
  return `# ${cut(visible(text), 1000)}\n`;
}

/** One line, with the two characters that mean something in a TAP description escaped. */
function described(text: string): string {
  return cut(visible(text), 500).replace(/[\\#]/g, '\\$&');
}
