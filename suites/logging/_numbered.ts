import type {CheckContext} from '../../src/authoring.ts';

/** Lines that can be told apart wherever they turn up, whatever stands around them: `plugtest-4f2a-line-1-17;`. */
export interface Numbered {
  readonly count: number;
  /** When they were written, where that needs saying. */
  readonly when: string;
  /** The line of this number, from 1, filled up to `bytes` with dots. */
  line(number: number, bytes?: number): string;
  /** Lines `from` to `to` with their line feeds. */
  lines(from: number, to: number, bytes?: number): string;
  /** Numbers found in a text, in their order there. */
  numbersIn(text: string): readonly number[];
  missingIn(text: string): number;
}

/** So many lines of one container. */
export function numbered(t: CheckContext, count: number, when = ''): Numbered {
  const mark = t.unique('line');
  const pattern = new RegExp(`${mark}-(\\d+);`, 'g');
  const line = (number: number, bytes = 0) => `${mark}-${number};`.padEnd(bytes, '.');
  const numbersIn = (text: string) => [...text.matchAll(pattern)].map(([, number]) => Number(number));
  return {
    count,
    when: when === '' ? '' : ` ${when}`,
    line,
    lines: (from, to, bytes) =>
      Array.from({length: to - from + 1}, (_, index) => `${line(from + index, bytes)}\n`).join(''),
    numbersIn,
    missingIn: text => count - new Set(numbersIn(text)).size,
  };
}

/** Fails unless the lines are there, each once and in their order. */
export function expectNumbers(
  t: CheckContext,
  {count, when, numbersIn}: Numbered,
  {text, how}: {readonly text: string; readonly how: string},
): void {
  const seen = numbersIn(text);
  const problems = problemsOf(seen, count);
  t.expect.ok(problems.length === 0, {
    expected: `${how} shows all ${count} lines that the container wrote${when}, once and in order`,
    actual: `${how} shows ${seen.length} of them: ${problems.join('; ')}`,
  });
}

function problemsOf(seen: readonly number[], count: number): string[] {
  const found = new Set(seen);
  const all = Array.from({length: count}, (_, index) => index + 1);
  const lost = all.filter(number => !found.has(number));
  const again = [...new Set(seen.filter((number, index) => seen.indexOf(number) !== index))];
  const before = seen.findIndex((number, index) => index > 0 && number < (seen[index - 1] ?? 0));
  const problems: string[] = [];
  if (lost.length > 0) problems.push(`lost are ${ranges(lost)}`);
  if (again.length > 0) problems.push(`more than once came ${ranges(again.sort((a, b) => a - b))}`);
  if (before > 0 && again.length === 0)
    problems.push(`line ${seen[before]} came after line ${seen[before - 1]}`);
  return problems;
}

/** `1, 3 to 17`; at most five of them. */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open !== undefined && open[1] === number - 1) open[1] = number;
    else found.push([number, number]);
  }
  const shown = found
    .slice(0, 5)
    .map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  return `${numbers.length === 1 ? 'line' : 'lines'} ${shown.join(', ')}${found.length > 5 ? ' …' : ''}`;
}
