import type {BenchReport} from './report.ts';

/** How one figure differs between two benchmarks. */
export interface BenchDifference {
  /** `VolumeDriver.Get p50 at 100 volumes` */
  readonly what: string;
  readonly unit: 'ms' | 'calls/s' | 'errors';
  /** Null: it was not measured. */
  readonly before: number | null;
  readonly after: number | null;
  readonly change: 'worse' | 'better' | 'same';
}

type Figure = Pick<BenchDifference, 'what' | 'unit'> & {readonly value: number};

/**
 * Compares medians and rates: the tail of a few hundred calls says more about the machine than about the plugin. `tolerance` is
 * the part by which a figure may differ and still count as the same.
 */
export function differencesBetween(
  before: BenchReport,
  after: BenchReport,
  tolerance: number,
): readonly BenchDifference[] {
  const [old, fresh] = [figuresOf(before), figuresOf(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])];
  return names.flatMap(what => {
    const [first, second] = [old.get(what), fresh.get(what)];
    const known = first ?? second;
    if (known === undefined) return [];
    const [was, is] = [first?.value ?? null, second?.value ?? null];
    if (known.unit === 'errors' && (was ?? 0) === 0 && (is ?? 0) === 0) return [];
    const change = was === null || is === null ? 'same' : changeOf(known.unit, [was, is], tolerance);
    return [{what, unit: known.unit, before: was, after: is, change}];
  });
}

function changeOf(
  unit: BenchDifference['unit'],
  [was, is]: readonly [number, number],
  tolerance: number,
): BenchDifference['change'] {
  if (unit === 'errors') return is > was ? 'worse' : is < was ? 'better' : 'same';
  // how many times slower
  const factor = unit === 'ms' ? is / was : was / is;
  if (Number.isNaN(factor)) return 'same';
  if (factor > 1 + tolerance) return 'worse';
  return factor < 1 / (1 + tolerance) ? 'better' : 'same';
}

function figuresOf({calls, throughput, growth}: BenchReport): ReadonlyMap<string, Figure> {
  const figures: Figure[] = [
    ...calls.flatMap(({method, p50Ms, errors, samples}) => figuresFor(method, {p50Ms, errors, samples})),
    ...throughput.flatMap(({what, concurrency, perSecond, errors}): Figure[] => [
      {what: `${what}, ${concurrency} at once`, unit: 'calls/s', value: perSecond},
      {what: `${what}, ${concurrency} at once: errors`, unit: 'errors', value: errors},
    ]),
    ...growth.flatMap(({method, objects, count, p50Ms, errors, samples}) =>
      figuresFor(`${method} at ${count} ${objects}`, {p50Ms, errors, samples}),
    ),
  ];
  return new Map(figures.map(figure => [figure.what, figure]));
}

/** What never succeeded has no median. */
function figuresFor(
  what: string,
  {p50Ms, errors, samples}: {readonly p50Ms: number; readonly errors: number; readonly samples: number},
): readonly Figure[] {
  const failing: Figure = {what: `${what}: errors`, unit: 'errors', value: errors};
  return samples === 0 ? [failing] : [{what: `${what} p50`, unit: 'ms', value: p50Ms}, failing];
}
