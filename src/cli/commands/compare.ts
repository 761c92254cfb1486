import type {Status} from '../../core/verdict.ts';
import {isFinding} from '../../report/reporter.ts';
import {benchOfFile, compareBenches} from '../bench/compare.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {type Row, rowsOfFile} from '../rows-of-file.ts';
import {table} from '../table.ts';
import {print} from '../terminal.ts';

interface Difference {
  readonly check: string;
  readonly before: Status | 'absent';
  readonly after: Status | 'absent';
  readonly change: 'worse' | 'better' | 'other';
}

/** `plugtest compare A B`: what differs between two runs; ends with 1 when the second is worse in anything. */
export const compareCommand: CommandAction = async ({positionals, options}) => {
  const [one = '', other = ''] = positionals;
  const benches = [one, other].map(benchOfFile);
  if (benches.some(bench => bench !== null)) return compareBenches([one, other], benches, options);
  const [before, after] = [rowsOfFile(one), rowsOfFile(other)];
  const differences = differencesOf(before, after);
  if (options.flag('json')) print(`${JSON.stringify({before: one, after: other, differences}, null, 2)}\n`);
  else print(render(differences, before.length));
  const isWorse = differences.some(({change}) => change === 'worse');
  return isWorse ? exitCodes.notConformant : exitCodes.conformant;
};

/** Engines and plugins tell rows apart only where one of the files has several. */
function differencesOf(before: readonly Row[], after: readonly Row[]): readonly Difference[] {
  const hasSeveral = [before, after].some(rows => new Set(rows.map(({id}) => id)).size < rows.length);
  const keyOf = ({id, label}: Row) => (hasSeveral ? label : id);
  const statusIn = (rows: readonly Row[]) => {
    const statuses = new Map(rows.map(row => [keyOf(row), row.status]));
    return (key: string): Difference['before'] => statuses.get(key) ?? 'absent';
  };
  const [first, second] = [statusIn(before), statusIn(after)];
  const keys = [...new Set([...before, ...after].map(keyOf))];
  return keys.flatMap(check => {
    const [was, is] = [first(check), second(check)];
    return was === is ? [] : [{check, before: was, after: is, change: changeOf(was, is)}];
  });
}

function changeOf(was: Difference['before'], is: Difference['after']): Difference['change'] {
  const [wasBad, isBad] = [was, is].map(status => status !== 'absent' && isFinding({status}));
  const severity = ['warned', 'failed', 'errored'];
  if (wasBad && isBad) return severity.indexOf(is) > severity.indexOf(was) ? 'worse' : 'better';
  if (isBad) return 'worse';
  if (was === 'passed') return 'other';
  return wasBad && is === 'passed' ? 'better' : 'other';
}

const signs = {worse: '✗', better: '✓', other: ' '} as const;
const order = ['worse', 'better', 'other'] as const;

function render(differences: readonly Difference[], total: number): string {
  const sorted = [...differences].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  const rows = sorted.map(({check, before, after, change}) => [
    `${signs[change]} ${check}`,
    before,
    '→',
    after,
  ]);
  const count = (change: Difference['change']) => differences.filter(one => one.change === change).length;
  const totals = order.map(change => `${count(change)} ${change}`).join(', ');
  return `${table(rows)}${differences.length} of ${total} checks differ: ${totals}\n`;
}
