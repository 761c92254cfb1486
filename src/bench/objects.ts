import type {Leak} from '../core/events.ts';
import type {Answered, Ask} from './ask.ts';
import type {Step, Workload} from './workload.ts';

/** Removals side by side. */
const REMOVALS = 8;

/** The objects of a workload that are there at this moment. */
export class Objects {
  readonly #ask: Ask;
  readonly #workload: Workload;
  readonly #alive = new Set<number>();
  #count = 0;

  constructor(workload: Workload, ask: Ask) {
    this.#workload = workload;
    this.#ask = ask;
  }

  get alive(): readonly number[] {
    return [...this.#alive];
  }

  get isFull(): boolean {
    return this.#alive.size >= this.#workload.most;
  }

  /** A number that no object had before. */
  next(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Makes one call about an object and keeps count of it. */
  async call(step: Step, object: number): Promise<Answered> {
    const {make, unmake} = this.#workload;
    if (step === make) this.#alive.add(object);
    const answered = await this.#ask(step.method, step.body(object));
    if (answered.ok) step.answered?.(object, answered.reply);
    // what was not answered may have been carried out
    const isGone = step === unmake ? answered.ok : step === make && !answered.ok && answered.isAnswered;
    if (isGone) this.#alive.delete(object);
    return answered;
  }

  /** Removes all that are left; gives those that can't be. */
  async removeAll(): Promise<readonly Leak[]> {
    const left = this.alive.values();
    const leaks: Leak[] = [];
    const worker = async () => {
      for (const object of left) {
        const error = await this.#remove(object);
        const leak = error === undefined ? undefined : this.#workload.leak?.(object);
        if (leak !== undefined) leaks.push({what: this.#workload.objects, ...leak});
      }
    };
    await Promise.all(Array.from({length: REMOVALS}, worker));
    return leaks;
  }

  /** Undefined when it is gone; else why not. */
  async #remove(object: number): Promise<string | undefined> {
    const {unmake} = this.#workload;
    if (unmake === null) return undefined;
    const {ok, error} = await this.#ask(unmake.method, unmake.body(object));
    this.#alive.delete(object);
    return ok ? undefined : error;
  }
}
