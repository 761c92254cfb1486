/** Columns as the client's tabwriter aligns them: at least three spaces between, each column as wide as its widest cell. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map(row => row[column]?.length ?? 0)),
  );
  return [heads, ...rows].map(row => `${alignedRow(row, widths)}\n`).join('');
}

const GAP = 3;
/** The tabwriter's smallest cell. */
const SMALLEST = 10;

function alignedRow(row: readonly string[], widths: readonly number[]): string {
  const last = row.length - 1;
  return row
    .map((cell, column) =>
      column === last ? cell : cell.padEnd(Math.max((widths[column] ?? 0) + GAP, SMALLEST)),
    )
    .join('');
}

/** What `docker inspect` prints: an array with four spaces of indentation. */
export function inspection(items: readonly unknown[]): string {
  return items.length === 0 ? '[]\n' : `${JSON.stringify(items, null, 4)}\n`;
}
