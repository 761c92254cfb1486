/** One family of a Prometheus page. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** prometheus/client_golang DefBuckets, which docker/go-metrics timers use. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The text format, version 0.0.4; a histogram's value is how often it was observed. */
export function writeFamily({name, help, type, samples}: Family): string {
  const lines = samples.flatMap(({labels = {}, value}) =>
    type === 'histogram' ? histogram(name, labels, value) : [`${name}${braces(labels)} ${number(value)}`],
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function histogram(name: string, labels: Readonly<Record<string, string>>, count: number): string[] {
  const buckets = [...BUCKETS.map(String), '+Inf'].map(
    le => `${name}_bucket${braces({...labels, le})} ${count}`,
  );
  return [
    ...buckets,
    `${name}_sum${braces(labels)} ${number(count * 0.0005)}`,
    `${name}_count${braces(labels)} ${count}`,
  ];
}

function braces(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** As Go writes a float: `1.048576e+06`. */
function number(value: number): string {
  if (Math.abs(value) < 1e6) return String(value);
  return value.toExponential().replace(/e\+(\d)$/, 'e+0$1');
}
