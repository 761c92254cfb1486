import picomatch from 'picomatch';
import type {Exchange} from '../wire/exchange.ts';
import type {Rule} from './check.ts';
import type {Finding} from './verdict.ts';

/** What a rule has seen so far. */
export interface RuleRecord {
  readonly rule: Rule;
  /** Exchanges it had something to say about. */
  judged: number;
  /** The first violations, with their exchanges. */
  readonly violations: {readonly finding: Finding; readonly exchange: Exchange}[];
}

/** Keeps at most this many violating exchanges per rule: the first ones show the fault. */
const KEPT = 3;

/** Applies all rules to every exchange, whoever caused it. */
export class RuleBook {
  readonly #records: {readonly record: RuleRecord; readonly concerns: (method: string) => boolean}[];
  /** Those that a method concerns; a run has few methods and many exchanges. */
  readonly #concerned = new Map<string, readonly RuleRecord[]>();

  constructor(rules: readonly Rule[]) {
    this.#records = rules.map(rule => ({
      record: {rule, judged: 0, violations: []},
      concerns: picomatch([rule.on].flat() as string[], {bash: true}), // flat() loses the readonly element type
    }));
  }

  /** Judges one exchange. Probes are left out: no dockerd sends them. */
  judge(exchange: Exchange): void {
    if (exchange.probe) return;
    for (const record of this.#concernedBy(exchange.method)) {
      const finding = record.rule.judge(exchange);
      if (finding === 'skip') continue;
      record.judged += 1;
      if (finding !== undefined && record.violations.length < KEPT)
        record.violations.push({finding, exchange});
    }
  }

  #concernedBy(method: string): readonly RuleRecord[] {
    const known = this.#concerned.get(method);
    if (known !== undefined) return known;
    const found = this.#records.flatMap(({record, concerns}) => (concerns(method) ? [record] : []));
    this.#concerned.set(method, found);
    return found;
  }

  records(): readonly RuleRecord[] {
    return this.#records.map(({record}) => record);
  }
}
