import type {CheckResult, RunInfo} from '../../core/events.ts';
import {callRows, milliseconds} from '../calls.ts';
import type {CollectedRun} from '../collect.ts';
import {repeatCommand} from '../repeat-command.ts';
import {isFinding, type ReportOptions, showsExchanges} from '../reporter.ts';
import {field, labelled, mark, painter, type Style, safe} from './style.ts';

/** One block per finding: warnings first, so that the failures stand next to the totals. */
export function findings(run: CollectedRun, style: Style, options: ReportOptions): string {
  const ofStatus = (status: string) => run.results.filter(result => result.status === status);
  const rest = options.trace === 'all' ? run.results.filter(result => !isFinding(result)) : [];
  const ordered = [...rest, ...ofStatus('warned'), ...ofStatus('failed'), ...ofStatus('errored')];
  const view = {info: run.info, style, options};
  return ordered.map(result => `${block(result, view)}\n`).join('');
}

interface View {
  readonly info: RunInfo;
  readonly style: Style;
  readonly options: ReportOptions;
}

function block(result: CheckResult, {info, style, options}: View): string {
  const script = isFinding(result) ? options.script(result) : undefined;
  const repeat = repeatCommand(result, info, options) + (script ? `      (script: ${script})` : '');
  return [
    headline(result, info, style),
    ...(isFinding(result) ? [`  ${safe(result.message || result.title)}\n`] : []),
    field('expected', result.expected, style),
    field('actual', result.actual, style),
    calls(result, style, options),
    labelled(
      'output',
      (result.pluginOutput ?? []).slice(-8).map(line => safe(line, 200)),
      style,
    ),
    ...(isFinding(result) ? advice(result, repeat, style) : []),
  ].join('');
}

function headline(result: CheckResult, info: RunInfo, style: Style): string {
  const time = milliseconds(result.durationMs);
  const text = `${result.id}   ${result.level}   engine ${result.engine ?? info.engine}`;
  const shown = `${painter(result.status, style)(style.bold(result.id))}   ${result.level}   engine ${result.engine ?? info.engine}`;
  const gap = ' '.repeat(Math.max(2, style.columns - text.length - 2 - time.length));
  return `${mark(result.status, style)} ${shown}${gap}${time}\n`;
}

function calls(result: CheckResult, style: Style, options: ReportOptions): string {
  if (!showsExchanges(result, options.trace)) return '';
  const entries = callRows(result.exchanges);
  const width = (key: 'method' | 'request', most: number) =>
    Math.min(most, Math.max(0, ...entries.map(({row}) => row?.[key].length ?? 0)));
  const [methodWidth, requestWidth] = [width('method', 40), width('request', 60)];
  const lines = entries.map(({number, row, left}) => {
    if (!row) return style.dim(`   … ${left} more`);
    const request = `${row.method.padEnd(methodWidth)} ${row.request.padEnd(requestWidth)}`;
    return `${String(number).padEnd(2)} ${request}  → ${row.answer}   ${style.dim(row.time)}`;
  });
  return labelled('calls', lines, style);
}

function advice(result: CheckResult, repeat: string, style: Style): string[] {
  return [
    field('in docker', result.consequence, style),
    field('mend', result.fix, style),
    field('source', result.source.join(' · '), style),
    labelled('repeat', [safe(repeat, 2000)], style),
  ];
}
