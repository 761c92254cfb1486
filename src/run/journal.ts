import {AsyncLocalStorage} from 'node:async_hooks';
import type {Leak} from '../core/events.ts';

/** Longest that one clean-up action may take. */
const ACTION_LIMIT_MS = 15_000;

/**
 * Set in what a clean-up action starts after a check was given up: its calls go through, those of the check do not. It makes every
 * `await` of the process dearer from its first use on, so it is used where both can happen only.
 */
const cleaningUp = new AsyncLocalStorage<true>();

/** What a check must put away, last registered first, whatever happened before. */
export class Journal {
  readonly #actions: (() => Promise<unknown>)[] = [];
  readonly #leaks: Leak[] = [];
  #isClosing = false;

  /** Whether the caller is a clean-up action. */
  get isCleaningUp(): boolean {
    return this.#isClosing || cleaningUp.getStore() === true;
  }

  add(action: () => Promise<unknown>): void {
    this.#actions.push(action);
  }

  leaked(leak: Leak): void {
    this.#leaks.push(leak);
  }

  /**
   * Runs all actions; one that fails or hangs does not keep the others from running. A check that was given up may still be
   * going on.
   */
  async close({wasGivenUp}: {readonly wasGivenUp: boolean}): Promise<readonly Leak[]> {
    this.#isClosing = !wasGivenUp;
    for (let action = this.#actions.pop(); action !== undefined; action = this.#actions.pop()) {
      await limited(wasGivenUp ? () => cleaningUp.run(true, action) : action);
    }
    this.#isClosing = false;
    return this.#leaks;
  }
}

async function limited(action: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ACTION_LIMIT_MS);
  });
  // an action reports what it could not remove through `leaked`; its rejection says nothing more
  await Promise.race([action().catch(() => undefined), late]);
  clearTimeout(timer);
}
