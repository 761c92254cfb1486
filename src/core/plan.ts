import type {Check} from './check.ts';
import type {Status} from './verdict.ts';

/**
 * Decides which check may start next: after those it depends on, in suite order, and exclusive ones
 * alone, when all others have ended, or, the early ones, before others start.
 */
export class Plan {
  /** In suite order, but the early ones first. */
  readonly #waiting: Set<Check>;
  readonly #running = new Set<Check>();
  /** Ids of checks that have not ended. */
  readonly #open: Set<string>;
  readonly #ended = new Map<string, Status>();

  constructor(checks: readonly Check[]) {
    const early = checks.filter(check => check.early === true);
    this.#waiting = new Set([...early, ...checks]);
    this.#open = new Set(checks.map(({id}) => id));
  }

  /** The next check that may start now; undefined: none may until another ends. */
  next(): Check | undefined {
    const [first] = this.#waiting;
    if (first?.early === true) return this.#running.size > 0 ? undefined : this.#start(first);
    if (!this.#isExclusiveRunning()) {
      const shared = this.#find(check => check.exclusive !== true && this.#dependenciesEnded(check));
      if (shared !== undefined) return this.#start(shared);
    }
    if (this.#running.size > 0) return undefined;
    const alone = this.#find(check => this.#dependenciesEnded(check)) ?? this.#find(() => true);
    return alone === undefined ? undefined : this.#start(alone);
  }

  /** Id of the dependency that did not pass, if any: the root of a chain, not its last link. */
  blockedBy(check: Check, rootOf: (id: string) => string): string | undefined {
    const broken = (check.dependsOn ?? []).find(id => {
      const state = this.#ended.get(id);
      return state === 'failed' || state === 'errored' || state === 'blocked';
    });
    return broken === undefined ? undefined : rootOf(broken);
  }

  ended(check: Check, status: Status): void {
    this.#waiting.delete(check);
    this.#running.delete(check);
    this.#open.delete(check.id);
    this.#ended.set(check.id, status);
  }

  /** Checks that have not started. */
  waitingChecks(): readonly Check[] {
    return [...this.#waiting];
  }

  #start(check: Check): Check {
    this.#waiting.delete(check);
    this.#running.add(check);
    return check;
  }

  /** Asked for every check that starts, so nothing is copied. */
  #find(isWanted: (check: Check) => boolean): Check | undefined {
    for (const check of this.#waiting) if (isWanted(check)) return check;
    return undefined;
  }

  #isExclusiveRunning(): boolean {
    for (const check of this.#running) if (check.exclusive === true) return true;
    return false;
  }

  #dependenciesEnded(check: Check): boolean {
    return (check.dependsOn ?? []).every(id => !this.#open.has(id));
  }
}
