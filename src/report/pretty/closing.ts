import {milliseconds} from '../calls.ts';
import {changingVerdicts} from '../changing.ts';
import type {CollectedRun} from '../collect.ts';
import {fixFirst} from '../fix-first.ts';
import {isNothingJudged} from '../judged.ts';
import {labelOf} from '../label.ts';
import {notExercised} from '../not-exercised.ts';
import type {ReportOptions} from '../reporter.ts';
import {statuses} from '../tally.ts';
import {labelled, mark, painter, type Style, safe} from './style.ts';

/** The last lines: totals, what was not exercised, what to fix first, where the reports lie. */
export function closing(run: CollectedRun, style: Style, options: ReportOptions): string {
  const files = options.reports.filter(report => report.file !== null);
  return [
    ...run.exits.map(exit => exited(exit, style)),
    ...run.warnings.map(warning => `${style.yellow('warning')}  ${safe(warning)}\n`),
    leaks(run, style),
    totals(run, style),
    notExercisedSection(run, style),
    section(
      'measured',
      run.notes.map(note => safe(note)),
      style,
    ),
    section('changing verdicts', changingLines(run, style), style),
    section('fix first', fixFirstLines(run), style),
    section(
      'reports',
      files.map(({name, file}) => `${name}  ${safe(file ?? '')}`),
      style,
    ),
    verdict(run, style),
  ].join('');
}

function exited(exit: CollectedRun['exits'][number], style: Style): string {
  const how = exit.signal ? `by ${exit.signal}` : `with exit code ${exit.code ?? 'unknown'}`;
  const last = exit.lastLines.slice(-8).map(line => safe(line, 200));
  return `${style.red('the plugin ended by itself')} ${how}\n${labelled('output', last, style)}`;
}

function leaks({end}: CollectedRun, style: Style): string {
  const lines = end.leaks.map(
    leak => `${safe(leak.what)} ${safe(leak.name)}: remove with ${safe(leak.command)}`,
  );
  return section('left behind', lines, style);
}

function totals({end}: CollectedRun, style: Style): string {
  const {summary} = end;
  const counts = statuses
    .filter(([, name]) => summary[name] > 0)
    .map(([status, name]) => painter(status, style)(`${summary[name]} ${status.replace('-', ' ')}`));
  const checks = `${summary.total} ${summary.total === 1 ? 'check' : 'checks'}`;
  return `${style.bold(checks)}: ${counts.join(', ') || 'nothing was run'}   ${style.dim(milliseconds(end.durationMs))}\n`;
}

function notExercisedSection(run: CollectedRun, style: Style): string {
  const groups = notExercised(run.results);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const lines = groups.map(({count, status, reason, ids}) => {
    const few = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ', …' : '');
    return `${count} ${status}: ${safe(reason, 300)}  (${few})`;
  });
  return section(`not exercised: ${count} of ${run.results.length}`, lines, style);
}

/** A column of signs for each repetition: `✓✗✓  volume.mount.parallel`. */
function changingLines(run: CollectedRun, style: Style): string[] {
  return changingVerdicts(run.results).map(
    ({result, verdicts}) => `${verdicts.map(status => mark(status, style)).join('')}  ${labelOf(result)}`,
  );
}

function fixFirstLines(run: CollectedRun): string[] {
  return fixFirst(run.results).map(({result, blocks}, index) => {
    const also = blocks > 0 ? ` (${blocks} more wait for it)` : '';
    return `${index + 1}. ${labelOf(result)}: ${safe(result.fix || result.message, 300)}${also}`;
  });
}

function section(title: string, lines: readonly string[], style: Style): string {
  return lines.length === 0 ? '' : `${style.bold(title)}\n${lines.map(line => `  ${line}\n`).join('')}`;
}

function verdict({end, info}: CollectedRun, style: Style): string {
  if (end.aborted !== undefined) {
    const what = end.exitCode === 3 ? verdictWords[3] : 'broken off';
    const [reason = '', ...output] = end.aborted.split('\n').map(line => safe(line));
    const below = output.map(line => `${line}\n`).join('');
    return `${style.red(`${what}:`)} ${reason} (exit code ${end.exitCode})\n${below}`;
  }
  if (end.exitCode === 0 && isNothingJudged(end.summary))
    return `${style.yellow('nothing was judged:')} no check that was selected could be made of this plugin\n`;
  if (end.exitCode === 0) return `${style.green('conformant')} at level ${info.level}\n`;
  return `${style.red(verdictWords[end.exitCode] ?? 'not conformant')} (exit code ${end.exitCode})\n`;
}

const verdictWords: Readonly<Record<number, string>> = {
  1: 'not conformant',
  2: 'wrong usage',
  3: 'the plugin was never reachable',
  4: 'plugtest itself failed',
};
