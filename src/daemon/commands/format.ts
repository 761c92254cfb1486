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

/** The same value with the keys of all objects sorted, as Go prints maps. */
export function sortKeys<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  // Same members in another order: the type stays.
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)])) as T;
}
