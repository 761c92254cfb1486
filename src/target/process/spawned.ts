import {UnreachableError, UsageError} from '../../util/errors.ts';
import type {Exit, ProcessControl} from '../target.ts';
import {type Child, type Command, startChild} from './child.ts';
import {type OutputTail, outputTail} from './output-tail.ts';
import {type Attempt, endedTooEarly, neverReady, waitUntilReady} from './ready.ts';
import {endStragglers, environmentOf} from './stragglers.ts';
import {usageOf} from './usage.ts';
import {commandWithin} from './within.ts';

export interface SpawnOptions {
  readonly command: Command;
  readonly attempt: Attempt;
  /** Where the plugin must accept, for messages. */
  readonly place: string;
  readonly readyTimeoutMs: number;
  /** Tells the plugin and all that it starts from everybody else. */
  readonly mark: string;
  /** Interrupts the wait for readiness; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** It shall live in the network namespace of this process. */
  readonly namespacePid?: number | null;
  /** Called before each start but the first. */
  readonly beforeRestart?: (() => void) | undefined;
}

type ExitListener = Parameters<ProcessControl['onUnexpectedExit']>[0];

const STOP_TIMEOUT_MS = 10_000;

/** A plugin that plugtest starts, stops and restarts itself. Not started yet: call `start`. */
export function spawnedControl(options: SpawnOptions): ProcessControl {
  const [output, listeners] = [outputTail(), new Set<ExitListener>()];
  let [child, expected]: [Child | null, Child | null] = [null, null];
  let disposed = false;
  let namespacePid = options.namespacePid ?? null;

  const alive = () => (child?.exit === null ? child : null);
  const tell = async (exit: Exit, {outputDone}: Child) => {
    await outputDone;
    for (const listener of listeners) listener(exit, output.lines());
  };
  const began = (fresh: Child) => {
    [child, expected] = [fresh, fresh];
  };
  const kill = async () => {
    expected = child;
    await child?.kill();
  };

  return {
    kind: 'spawned',
    get running() {
      return alive() !== null;
    },
    get pid() {
      return alive()?.pid ?? null;
    },
    get readyMs() {
      return child?.readyMs ?? null;
    },
    usage: () => usageOf(alive()?.pid),
    output: () => output.lines(),
    onUnexpectedExit: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start({environment = {}} = {}) {
      if (disposed || alive() !== null)
        throw new Error(disposed ? 'the target is already disposed of' : 'the plugin already runs');
      const start = {environment, output, isFirst: child === null, began};
      const started = await startReady({...options, namespacePid, ...start});
      expected = null;
      void started.ended.then(exit => (expected === started ? undefined : tell(exit, started)));
    },
    enter: pid => {
      namespacePid = pid;
    },
    async stop({timeoutMs = STOP_TIMEOUT_MS} = {}) {
      expected = child;
      return (await child?.terminate(timeoutMs)) ?? null;
    },
    kill,
    async dispose() {
      disposed = true;
      listeners.clear();
      expected = child;
      if (child !== null) await endForGood(child, options.mark);
    },
  };
}

/** At the end of a run nobody wants to wait as long as dockerd would. */
const DISPOSE_TIMEOUT_MS = 2000;

async function endForGood(child: Child, mark: string): Promise<void> {
  if ((await child.terminate(DISPOSE_TIMEOUT_MS)) === null) await child.kill();
  await endStragglers(mark);
}

interface StartOptions extends SpawnOptions {
  readonly output: OutputTail;
  readonly environment: Readonly<Record<string, string>>;
  readonly isFirst: boolean;
  /** Called once the process exists, before it is ready. */
  readonly began: (child: Child) => void;
}

async function startReady(options: StartOptions): Promise<Child> {
  const {attempt, place, readyTimeoutMs: timeoutMs, output, signal} = options;
  if (!options.isFirst) options.beforeRestart?.();
  await assertFree(options);
  signal?.throwIfAborted();
  const command = commandWithin(options.command, options.namespacePid ?? null);
  const environment = {...options.environment, ...environmentOf(options.mark)};
  const child = await startChild(command, {output, sweep: true, environment});
  const startedAt = performance.now();
  options.began(child);
  const gone = child.outputDone.then(async () => endedTooEarly(await child.ended, place, output.lines()));
  const interrupted = aborted(signal);
  const giveUp = Promise.race([gone, interrupted.error]);
  try {
    const reason = await waitUntilReady({attempt, timeoutMs, giveUp});
    if (reason !== null) throw neverReady({place, timeoutMs, reason, lines: output.lines()});
    child.readyMs = performance.now() - startedAt;
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  } finally {
    interrupted.release();
  }
}

/** Whoever already answers there would be tested in place of the command. */
async function assertFree({attempt, place, isFirst}: StartOptions): Promise<void> {
  if ((await attempt(FREE_TIMEOUT_MS)) !== null) return;
  const code = 'COMMAND_PLACE_TAKEN';
  if (isFirst) {
    const message = `something already accepts connections at ${place}: stop it, or leave out the command`;
    throw new UsageError(message, {code});
  }
  const message = `${place} still accepts connections although the plugin was stopped: it has left a process behind`;
  throw new UnreachableError(message, {code});
}

const FREE_TIMEOUT_MS = 500;

/** The listener is removed by hand: Node 20 may collect the one that `{signal}` of addEventListener sets for that. */
function aborted(signal: AbortSignal | undefined): {readonly error: Promise<Error>; release(): void} {
  let finish = () => {};
  const error = new Promise<Error>(resolve => {
    finish = () => resolve(signal?.reason instanceof Error ? signal.reason : new Error('interrupted'));
  });
  if (signal?.aborted) finish();
  signal?.addEventListener('abort', finish, {once: true});
  return {error, release: () => signal?.removeEventListener('abort', finish)};
}
