import {readFileSync} from 'node:fs';
import {type BenchDifference, differencesBetween} from '../../bench/compare.ts';
import type {BenchReport} from '../../bench/report.ts';
import {milliseconds, rate} from '../../report/bench/columns.ts';
import {validateBench} from '../../schema/bench.ts';
import {UsageError} from '../../util/errors.ts';
import {exitCodes} from '../exit-codes.ts';
import {isObject} from '../json-file.ts';
import type {OptionValues} from '../option-values.ts';
import {table} from '../table.ts';
import {print} from '../terminal.ts';

/** The benchmark in a file of `plugtest bench --reporter json=FILE`; null for any other file. */
export function benchOfFile(file: string): BenchReport | null {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
  if (!isObject(value) || value['kind'] !== 'plugtest-bench') return null;
  const [problem] = validateBench(value);
  if (problem !== undefined)
    throw new UsageError(`"${file}" is no benchmark: expected ${problem.expected} at ${problem.path}`);
  return value as unknown as BenchReport; // the schema says what the type says
}

/** Shows how two benchmarks differ; 1 when the second is slower in anything, or fails where the first did not. */
export function compareBenches(
  files: readonly string[],
  [before = null, after = null]: readonly (BenchReport | null)[],
  options: OptionValues,
): number {
  if (before === null || after === null) {
    const other = files[before === null ? 0 : 1];
    throw new UsageError(`"${other}" is no benchmark, but the other file is: compare like with like`);
  }
  const percent = options.number('tolerance') ?? 50;
  const differences = differencesBetween(before, after, percent / 100);
  if (options.flag('json')) {
    const [from, to] = files;
    print(`${JSON.stringify({before: from, after: to, tolerancePercent: percent, differences}, null, 2)}\n`);
  } else print(render(differences, percent));
  const isWorse = differences.some(({change}) => change === 'worse');
  return isWorse ? exitCodes.notConformant : exitCodes.conformant;
}

const signs = {worse: '✗', better: '✓', same: ' '} as const;

function render(differences: readonly BenchDifference[], percent: number): string {
  const rows = differences.map(({what, unit, before, after, change}) => [
    `${signs[change]} ${what}`,
    shown(before, unit),
    '→',
    shown(after, unit),
    before === null || after === null || before === 0 ? '' : `×${(after / before).toFixed(2)}`,
  ]);
  const count = (change: BenchDifference['change']) =>
    differences.filter(one => one.change === change).length;
  return `${table(rows)}${count('worse')} worse, ${count('better')} better by more than ${percent} %, ${count('same')} alike\n`;
}

function shown(value: number | null, unit: BenchDifference['unit']): string {
  if (value === null) return 'absent';
  if (unit === 'errors') return `${value} errors`;
  return unit === 'ms' ? `${milliseconds(value)} ms` : `${rate(value)} calls/s`;
}
