import type {Timeline} from '../recording/timeline.ts';
import type {Pair} from './calls.ts';
import type {Difference} from './difference.ts';
import type {Phase} from './phases.ts';

/** Which connection of the recording is which of the replay, as long as calls come one after the other. */
export class ConnectionPairs {
  readonly #toGot = new Map<string, string>();
  readonly #toRecorded = new Map<string, string>();

  /** Each call must come over the connection that stands for the recorded one: the same reuse, the same new ones. */
  compare(phase: Phase, pairs: readonly Pair[]): Difference[] {
    if (phase.isOrderFree) {
      // which of several connections is free next is chance: start anew after it
      this.#toGot.clear();
      this.#toRecorded.clear();
      return [];
    }
    return pairs.flatMap(pair => this.#comparePair(phase, pair));
  }

  #comparePair(phase: Phase, {recorded, got}: Pair): Difference[] {
    const key = `${recorded.plugin} ${recorded.conn}`;
    const other = `${got.plugin} ${got.conn}`;
    const known = this.#toGot.get(key);
    const taken = this.#toRecorded.get(other);
    this.#toGot.set(key, other);
    this.#toRecorded.set(other, key);
    if ((known ?? other) === other && (taken ?? key) === key) return [];
    const expected = known === undefined ? 'a new connection' : 'the connection of before';
    const actual = taken === undefined ? 'a new connection' : 'the connection of before';
    return [{phase: phase.title, what: `${recorded.path}: connection`, expected, got: actual}];
  }
}

/** How many connections there were, who closed them, during which calls. Where calls overlapped: only those that broke a call. */
export function compareCloses(
  phases: readonly Phase[],
  recorded: Timeline,
  replayed: Timeline,
): Difference[] {
  const overlaps = phases.some(phase => phase.isOrderFree && phase.recorded.calls.length > 0);
  const expected = ends(recorded, overlaps);
  const got = ends(replayed, overlaps);
  const phase = '(whole scenario)';
  const closed = expected === got ? [] : [{phase, what: 'closed connections', expected, got}];
  if (overlaps) return closed;
  const [opened, others] = [recorded, replayed].map(({opened}) => JSON.stringify(opened));
  if (opened === others) return closed;
  return [...closed, {phase, what: 'opened connections', expected: opened ?? '', got: others ?? ''}];
}

function ends({closes}: Timeline, overlaps: boolean): string {
  const shown = closes
    .filter(close => !overlaps || close.during !== null)
    .map(({plugin, by, during}) => `${plugin} by ${by}${during === null ? '' : ` during ${during}`}`);
  return shown.join(' · ') || 'none';
}
