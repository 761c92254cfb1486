import {visible} from '../util/visible.ts';

/** Rows as aligned columns, two spaces between; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const safe = rows.map(row => row.map(visible));
  const widths: number[] = [];
  for (const row of safe) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return safe
    .map(row => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))))
    .map(row => `${row.join('  ').trimEnd()}\n`)
    .join('');
}
