import type {BenchReport, Failures, Latency} from '../../bench/report.ts';

/** One table of a benchmark's report, the same on the terminal and in HTML. */
export interface BenchTable {
  readonly title: string;
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const times = ['p50', 'p90', 'p99', 'max'];

/** The tables of a report; those without rows are left out. */
export function tablesOf({calls, throughput, growth}: BenchReport): readonly BenchTable[] {
  const tables: BenchTable[] = [
    {
      title: 'Latency',
      about: 'one call at a time, in milliseconds',
      head: ['call', 'samples', ...times, 'errors'],
      rows: calls.map(row => [row.method, String(row.samples), ...timesOf(row), errorsOf(row)]),
    },
    {
      title: 'Throughput',
      about: 'several users at once, times in milliseconds',
      head: ['call', 'at once', 'calls/s', ...times, 'errors'],
      rows: throughput.map(row => [
        row.what,
        String(row.concurrency),
        rate(row.perSecond),
        ...timesOf(row),
        errorsOf(row),
      ]),
    },
    {
      title: 'Growth',
      about: 'one call at a time while there are many objects, in milliseconds',
      head: ['call', 'there are', ...times, 'errors'],
      rows: [...growth]
        .sort((a, b) => orderOf(growth, a.method) - orderOf(growth, b.method))
        .map(row => [row.method, `${row.count} ${row.objects}`, ...timesOf(row), errorsOf(row)]),
    },
  ];
  return tables.filter(({rows}) => rows.length > 0);
}

/** The sizes of one call stand together. */
function orderOf(growth: BenchReport['growth'], method: string): number {
  return growth.findIndex(row => row.method === method);
}

/** Three digits that count. */
export function milliseconds(ms: number): string {
  if (ms >= 100) return ms.toFixed(0);
  if (ms >= 10) return ms.toFixed(1);
  return ms.toFixed(ms >= 1 ? 2 : 3);
}

/** Calls per second. */
export function rate(perSecond: number): string {
  return perSecond.toFixed(perSecond < 10 ? 1 : 0);
}

function timesOf({samples, p50Ms, p90Ms, p99Ms, maxMs}: Latency): string[] {
  return [p50Ms, p90Ms, p99Ms, maxMs].map(ms => (samples === 0 ? '-' : milliseconds(ms)));
}

function errorsOf({errors}: Failures): string {
  return errors === 0 ? '' : String(errors);
}

/** What the first failing call of each row said, each text once. */
export function errorTexts({calls, throughput, growth}: BenchReport): readonly string[] {
  const texts = [
    ...calls.map(row => [row.method, row.firstError]),
    ...throughput.map(row => [row.what, row.firstError]),
    ...growth.map(row => [row.method, row.firstError]),
  ].flatMap(([what, error]) => (error === undefined ? [] : [named(what, error)]));
  return [...new Set(texts)];
}

/** Some errors begin with the method, as dockerd prints them. */
function named(what = '', error: string): string {
  return error.startsWith(`${what}: `) ? error : `${what}: ${error}`;
}
