/** A failing sequence made as short as leaving out steps can make it. */
export interface Shrunk<Step, Failure> {
  readonly steps: readonly Step[];
  readonly failure: Failure;
}

/**
 * Leaves out ever smaller runs of steps as long as the rest still fails (delta debugging). `attempt` runs a sequence
 * from a fresh start and gives its failure; undefined: it passes. Tries at most `budget` sequences.
 */
export async function shrink<Step, Failure>(
  first: Shrunk<Step, Failure>,
  attempt: (steps: readonly Step[]) => Promise<Failure | undefined>,
  budget = 200,
): Promise<Shrunk<Step, Failure>> {
  let best = first;
  let tries = 0;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < best.steps.length && tries < budget; ) {
      const fewer = best.steps.filter((_, index) => index < start || index >= start + size);
      tries += 1;
      const failure = await attempt(fewer);
      if (failure === undefined) start += size;
      else best = {steps: fewer, failure};
    }
  }
  return best;
}
