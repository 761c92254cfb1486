import type {BenchReport} from '../../bench/report.ts';
import {visible} from '../../util/visible.ts';
import {type Style, safe, styleFor} from '../pretty/style.ts';
import type {Output} from '../reporter.ts';
import {type BenchTable, errorTexts, tablesOf} from './columns.ts';

/** The report for the terminal. */
export function prettyBench(report: BenchReport, out: Output): void {
  const style = styleFor(out);
  const {plugin, target, engine, seed, durationMs} = report;
  out.write(
    `plugtest bench  ${safe(plugin.name)}  ${safe(target.address)}  engine ${engine}  seed ${seed}\n`,
  );
  for (const table of tablesOf(report)) out.write(`\n${tableText(table, style)}`);
  const lines = [
    ...errorTexts(report).map(text => `${style.red('✗')} ${safe(text)}`),
    ...report.notes.map(note => `! ${safe(note)}`),
    ...report.leaks.map(
      leak => `! left behind: ${safe(leak.what)} ${safe(leak.name)}; remove with ${safe(leak.command)}`,
    ),
    ...(report.aborted === undefined ? [] : [`! broken off: ${safe(report.aborted)}`]),
  ];
  if (lines.length > 0) out.write(`\n${lines.join('\n')}\n`);
  out.write(`\ntook ${(durationMs / 1000).toFixed(1)} s; exit code ${report.exitCode}\n`);
}

/** Words to the left, numbers to the right. */
function tableText({title, about, head, rows}: BenchTable, {bold, dim}: Style): string {
  const cells = [head, ...rows].map(row => row.map(visible));
  const widths = head.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
  const lines = cells.map(row =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const [first = '', ...others] = lines;
  return [`${bold(title)} ${dim(about)}`, dim(first), ...others, ''].join('\n');
}
