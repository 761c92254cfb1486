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

/**
 * How many connections there were, who closed them, during which calls. Where calls overlapped, chance decides how many are
 * opened: then which broke a call, and how many were kept.
 */
export function compareCloses(
  phases: readonly Phase[],
  recorded: Timeline,
  replayed: Timeline,
): Difference[] {
  const overlaps = phases.some(phase => phase.isOrderFree && phase.recorded.calls.length > 0);
  const isByChance = phases.some(isSingleFile);
  const facts: readonly (readonly [string, (timeline: Timeline) => string])[] = [
    ['closed connections', timeline => ends(timeline, overlaps)],
    overlaps ? ['kept connections', kept] : ['opened connections', ({opened}) => JSON.stringify(opened)],
  ];
  return facts.flatMap(([what, fact]) => {
    const expected = fact(recorded);
    const got = fact(replayed);
    const isSame = expected === got || (what === 'kept connections' && isByChance);
    return isSame ? [] : [{phase: '(whole scenario)', what, expected, got}];
  });
}

/** Several commands at once whose calls happened not to overlap: that they got by with one connection means nothing. */
function isSingleFile({steps, recorded}: Phase): boolean {
  const isCrowd = steps.filter(({kind}) => kind.do === 'action').length > 1;
  return isCrowd && new Set(recorded.calls.map(({conn}) => conn)).size === 1;
}

function ends({closes}: Timeline, overlaps: boolean): string {
  const shown = closes
    .filter(close => !overlaps || close.during !== null)
    .map(({plugin, by, during}) => `${plugin} by ${by}${during === null ? '' : ` during ${during}`}`);
  return shown.join(' · ') || 'none';
}

/** Those still open at the end, per plugin. */
function kept({opened, closes}: Timeline): string {
  return Object.entries(opened)
    .sort()
    .map(([plugin, count]) => `${plugin} ${count - closes.filter(close => close.plugin === plugin).length}`)
    .join(' · ');
}
