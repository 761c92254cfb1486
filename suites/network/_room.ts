import type {Call, CheckContext, Facts} from '../../src/authoring.ts';
import {isReasoned} from './_refusal.ts';

/** What a driver may have room for only so many of, at a time. */
type Kind = 'networks' | 'endpoints' | 'pools';

const rooms = new WeakMap<Facts, Map<Kind, Room>>();

/** The networks, endpoints or pools that the checks of a run have at the moment. */
export function roomFor(t: CheckContext, kind: Kind): Room {
  const ofRun = rooms.get(t.facts) ?? new Map<Kind, Room>();
  rooms.set(t.facts, ofRun);
  const room = ofRun.get(kind) ?? new Room(kind, kind !== 'endpoints' && t.settings.subnets.length > 0);
  ofRun.set(kind, room);
  return room;
}

/**
 * Checks run side by side, but some drivers have one uplink, one VLAN or one pool. Once one more is refused while other
 * checks have some, and not when they are gone, checks take turns. A check that has some waits for nobody, so that no two
 * checks wait for each other.
 */
class Room {
  readonly #kind: Kind;
  readonly #held = new Map<CheckContext, string[]>();
  readonly #waiting = new Set<() => void>();
  #isShort: boolean;
  #turnOf: CheckContext | undefined;

  /** `isShort`: it is known that there is no room for what several checks would have. */
  constructor(kind: Kind, isShort: boolean) {
    this.#kind = kind;
    this.#isShort = isShort;
  }

  /** Asks for one more, and once more when others were in the way. */
  async ask<C extends Call<unknown>>(t: CheckContext, call: () => Promise<C>): Promise<C> {
    if (this.has(t)) return call();
    if (this.#isShort || this.#waiting.size > 0) await this.#turn(t);
    const first = await call();
    if (!isReasoned(first) || !this.#othersHave(t) || !(await this.#turn(t))) return first;
    const alone = await call();
    this.#isShort ||= alone.ok;
    return alone;
  }

  /** Notes what the check got. */
  hold(t: CheckContext, id: string): void {
    const ids = this.#held.get(t) ?? [];
    this.#held.set(t, ids);
    ids.push(id);
  }

  /** Notes that one is given back, if the check has it. */
  drop(t: CheckContext, id: string): void {
    const ids = this.#held.get(t) ?? [];
    const at = ids.indexOf(id);
    if (at < 0) return;
    ids.splice(at, 1);
    if (ids.length === 0) this.#held.delete(t);
    this.#changed();
  }

  /** Notes that those are given back whose ids start so: endpoints go with their network. */
  dropAll(t: CheckContext, start: string): void {
    for (const id of [...(this.#held.get(t) ?? [])]) if (id.startsWith(start)) this.drop(t, id);
  }

  /** Whether the check has this one, or any. */
  has(t: CheckContext, id?: string): boolean {
    const ids = this.#held.get(t);
    return ids !== undefined && (id === undefined || ids.includes(id));
  }

  /** Whether the check has one whose id starts so: an endpoint on a network. */
  hasAny(t: CheckContext, start: string): boolean {
    return this.#held.get(t)?.some(id => id.startsWith(start)) ?? false;
  }

  /** Whether any check has one: then there may be no room for another. */
  isUsed(): boolean {
    return this.#held.size > 0;
  }

  /** Ends the check, to which one more of the plainest kind was refused. */
  full(t: CheckContext, error: string): never {
    const number = this.#held.get(t)?.length ?? 0;
    if (number === 0) this.#hadByOthers(t);
    const kind = number === 1 ? this.#kind.slice(0, -1) : this.#kind;
    return t.notApplicable(`the driver takes no more than ${number} ${kind} at a time: ${error}`);
  }

  #hadByOthers(t: CheckContext): never {
    return t.untestable(`the driver takes few ${this.#kind} at a time, and other checks had them`);
  }

  #othersHave(t: CheckContext): boolean {
    return [...this.#held.keys()].some(other => other !== t);
  }

  /** Waits until no other check has any, and keeps others from getting some; false: it took too long. */
  async #turn(t: CheckContext): Promise<boolean> {
    const until = performance.now() + 4 * t.settings.callTimeoutMs;
    while ((this.#turnOf !== undefined && this.#turnOf !== t) || this.#othersHave(t)) {
      const left = until - performance.now();
      if (left <= 0 && this.#isShort) this.#hadByOthers(t);
      if (left <= 0) return false;
      await this.#nextChange(left);
    }
    if (this.#turnOf === t) return true;
    this.#turnOf = t;
    t.cleanup(async () => {
      this.#turnOf = undefined;
      this.#changed();
    });
    return true;
  }

  async #nextChange(timeoutMs: number): Promise<void> {
    let wake = () => {};
    const change = new Promise<void>(resolve => {
      wake = resolve;
    });
    const timer = setTimeout(wake, timeoutMs);
    this.#waiting.add(wake);
    await change;
    this.#waiting.delete(wake);
    clearTimeout(timer);
  }

  #changed(): void {
    for (const wake of this.#waiting) wake();
  }
}
