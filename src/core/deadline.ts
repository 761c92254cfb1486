import {Violation} from './violation.ts';

/**
 * Waits for a check at most so long. Gives what it threw, or undefined when it went through; at the
 * deadline the check's signal is aborted and the check is not waited for any more. A check that ended by itself
 * keeps its signal, so that its engines can still be used for the clean-up.
 */
export async function withDeadline(
  work: Promise<void>,
  {
    limitMs,
    abort,
    signal,
  }: {readonly limitMs: number; readonly abort: AbortController; readonly signal: AbortSignal},
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp = () => {};
  let byItself = false;
  const late = new Promise<unknown>(resolve => {
    timer = setTimeout(() => resolve(lateFinding(limitMs)), limitMs);
    if (signal.aborted) resolve(signal.reason);
    giveUp = () => resolve(signal.reason);
    signal.addEventListener('abort', giveUp, {once: true});
  });
  const done = work
    .then(
      () => undefined,
      (error: unknown) => error ?? new Error('a check threw nothing'),
    )
    .finally(() => {
      byItself = true;
    });
  const outcome = await Promise.race([done, late]);
  clearTimeout(timer);
  // not by a signal of its own: Node 20 may collect what would remove the listener (kWeakHandler in event_target.js)
  signal.removeEventListener('abort', giveUp);
  if (!byItself) abort.abort(new Error('the check has ended'));
  return outcome;
}

function lateFinding(limitMs: number): Violation {
  const seconds = limitMs / 1000;
  return new Violation(
    {
      message: 'The plugin was too slow for this check.',
      expected: `the check ends within ${seconds} s`,
      actual: 'still waiting for the plugin',
    },
    [],
  );
}
