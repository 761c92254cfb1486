import type {Check} from './check.ts';
import type {Status} from './verdict.ts';

/** Where a check stands: not started, running, or ended with a status. */
type State = 'waiting' | 'running' | Status;

/**
 * Decides which check may start next: after those it depends on, in suite order, and exclusive ones
 * alone, when all others have ended.
 */
export class Plan {
  readonly #states = new Map<string, State>();
  readonly #checks: readonly Check[];

  constructor(checks: readonly Check[]) {
    this.#checks = checks;
    for (const check of checks) this.#states.set(check.id, 'waiting');
  }

  /** The next check that may start now; undefined: none may until another ends. */
  next(): Check | undefined {
    const waiting = this.#checks.filter(check => this.#states.get(check.id) === 'waiting');
    const shared = waiting.filter(check => check.exclusive !== true);
    const ready = shared.find(check => this.#dependenciesEnded(check));
    if (ready !== undefined && !this.#exclusiveRunning()) return this.#start(ready);
    if (this.#running().length > 0) return undefined;
    const alone = waiting.find(check => this.#dependenciesEnded(check)) ?? waiting[0];
    return alone === undefined ? undefined : this.#start(alone);
  }

  /** Id of the dependency that did not pass, if any: the root of a chain, not its last link. */
  blockedBy(check: Check, rootOf: (id: string) => string): string | undefined {
    const broken = (check.dependsOn ?? []).find(id => {
      const state = this.#states.get(id);
      return state === 'failed' || state === 'errored' || state === 'blocked';
    });
    return broken === undefined ? undefined : rootOf(broken);
  }

  ended(check: Check, status: Status): void {
    this.#states.set(check.id, status);
  }

  /** Checks that have not started. */
  waitingChecks(): readonly Check[] {
    return this.#checks.filter(check => this.#states.get(check.id) === 'waiting');
  }

  #start(check: Check): Check {
    this.#states.set(check.id, 'running');
    return check;
  }

  #running(): readonly Check[] {
    return this.#checks.filter(check => this.#states.get(check.id) === 'running');
  }

  #exclusiveRunning(): boolean {
    return this.#running().some(check => check.exclusive === true);
  }

  #dependenciesEnded(check: Check): boolean {
    return (check.dependsOn ?? []).every(id => {
      const state = this.#states.get(id);
      return state !== 'waiting' && state !== 'running';
    });
  }
}
