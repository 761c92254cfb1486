import {AsyncLocalStorage} from 'node:async_hooks';
import type {Leak} from '../core/events.ts';

/** Longest that one clean-up action may take. */
const ACTION_LIMIT_MS = 15_000;

/** Set in what a clean-up action starts: its calls go through although the check was given up. */
const cleaningUp = new AsyncLocalStorage<true>();

/** Whether the caller is a clean-up action. */
export function isCleaningUp(): boolean {
  return cleaningUp.getStore() === true;
}

/** What a check must put away, last registered first, whatever happened before. */
export class Journal {
  readonly #actions: (() => Promise<unknown>)[] = [];
  readonly #leaks: Leak[] = [];

  add(action: () => Promise<unknown>): void {
    this.#actions.push(action);
  }

  leaked(leak: Leak): void {
    this.#leaks.push(leak);
  }

  /** Runs all actions; one that fails or hangs does not keep the others from running. */
  async close(): Promise<readonly Leak[]> {
    for (let action = this.#actions.pop(); action !== undefined; action = this.#actions.pop()) {
      await limited(action);
    }
    return this.#leaks;
  }
}

async function limited(action: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ACTION_LIMIT_MS);
  });
  // an action reports what it could not remove through `leaked`; its rejection says nothing more
  await Promise.race([cleaningUp.run(true, action).catch(() => undefined), late]);
  clearTimeout(timer);
}
