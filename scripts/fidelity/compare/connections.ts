import type {Call, Timeline} from '../recording/timeline.ts';
import type {Pair} from './calls.ts';
import type {Difference} from './difference.ts';
import type {Phase, Side} from './phases.ts';

/** Go gives a connection back in a goroutine of its own, a moment after the answer was read: what is asked meanwhile takes another one. */
const givenBackMs = 2;

/** Which connection of the recording is which of the replay, as long as calls come one after the other. */
export class ConnectionPairs {
  readonly #toGot = new Map<string, string>();
  readonly #toRecorded = new Map<string, string>();
  #before: Call | null = null;
  #isByChance = false;

  /** Whether the recorded daemon may have got by with fewer connections, had it been slower by a moment. */
  get isByChance(): boolean {
    return this.#isByChance;
  }

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
    const isAtOnce = this.#isAtOnce(recorded);
    this.#toGot.set(key, other);
    this.#toRecorded.set(other, key);
    this.#before = recorded;
    if ((known ?? other) === other && (taken ?? key) === key) return [];
    if (isAtOnce) {
      this.#isByChance = true;
      return [];
    }
    const expected = known === undefined ? 'a new connection' : 'the connection of before';
    const actual = taken === undefined ? 'a new connection' : 'the connection of before';
    return [{phase: phase.title, what: `${recorded.path}: connection`, expected, got: actual}];
  }

  /** The call before came over another connection, which was not yet free. */
  #isAtOnce({plugin, conn, atMs}: Call): boolean {
    const before = this.#before;
    if (before === null || before.plugin !== plugin || before.conn === conn) return false;
    return before.answeredMs !== undefined && atMs < before.answeredMs + givenBackMs;
  }
}

/**
 * How many connections there were, who closed them, during which calls. Where calls overlapped, chance decides how many are
 * opened: then which broke a call, and how many were kept.
 */
export function compareCloses(
  phases: readonly Phase[],
  {recorded, replayed}: {readonly recorded: Timeline; readonly replayed: Timeline},
  connections: ConnectionPairs,
): Difference[] {
  const overlaps = phases.some(phase => phase.isOrderFree && phase.recorded.calls.length > 0);
  const isByChance = connections.isByChance || phases.some(isSingleFile);
  const facts: readonly (readonly [string, (timeline: Timeline) => string])[] = [
    ['closed connections', timeline => ends(timeline, overlaps)],
    overlaps ? ['kept connections', kept] : ['opened connections', ({opened}) => JSON.stringify(opened)],
  ];
  return facts.flatMap(([what, fact]) => {
    const expected = fact(recorded);
    const got = fact(replayed);
    const isSame = expected === got || (what !== 'closed connections' && isByChance);
    return isSame ? [] : [{phase: '(whole scenario)', what, expected, got}];
  });
}

/** Several commands at once whose calls happened not to overlap, on either side: that they got by with one connection means nothing. */
function isSingleFile({steps, recorded, replayed}: Phase): boolean {
  const isCrowd = steps.filter(({kind}) => kind.do === 'action').length > 1;
  const isOne = ({calls}: Side) => new Set(calls.map(({conn}) => conn)).size === 1;
  return isCrowd && (isOne(recorded) || isOne(replayed));
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
