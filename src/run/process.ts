import type {PluginProcess} from '../core/plugin-process.ts';
import {Violation} from '../core/violation.ts';
import type {Exit, Target} from '../target/target.ts';
import {now} from '../wire/clock.ts';
import type {Exchange} from '../wire/exchange.ts';

/** The system needs so long to end a process after its connections. */
const STILL_RUNNING_MS = 60;
/** Output of the dead may trickle in. */
const LAST_OUTPUT_MS = 600;

/** Watches the plugin's process over the whole run and starts it again when it died. */
export class Guard {
  readonly deaths: string[] = [];
  /** The plugin was started again and has seen no handshake since. */
  isFresh = false;
  /** When plugtest itself last ended the plugin, on the clock of exchanges; 0: never. */
  endedAt = 0;
  readonly #target: Target;
  readonly #stopWatching: () => void;

  constructor(target: Target, onDeath: (exit: Exit, lastLines: readonly string[]) => void) {
    this.#target = target;
    this.#stopWatching =
      target.control?.onUnexpectedExit((exit, lastLines) => {
        this.deaths.push(describeExit(exit, lastLines));
        onDeath(exit, lastLines);
      }) ?? (() => {});
  }

  /** After this many deaths the plugin is given up. */
  static readonly MOST_DEATHS = 25;

  /** Makes sure that the plugin runs; the reason when it can't be had back. */
  async revive(silence: () => Promise<string | null>): Promise<string | undefined> {
    for (;;) {
      const failure = await this.#startWhenDead();
      if (failure !== undefined) return failure;
      const reason = await silence();
      if (reason === null) return undefined;
      // a process that dumps its core ends long after its connections: it may have done so meanwhile
      if (this.#target.control?.running ?? true)
        return `the plugin accepts no connections any more: ${reason}`;
    }
  }

  async #startWhenDead(): Promise<string | undefined> {
    const {control} = this.#target;
    if (control === null || control.running) return undefined;
    if (this.deaths.length > Guard.MOST_DEATHS) return `the plugin died ${this.deaths.length} times`;
    try {
      await control.start();
      this.isFresh = true;
      return undefined;
    } catch (error) {
      return `the plugin could not be started again: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** The exchange broke off because plugtest ended the plugin: no fault of the plugin's. */
  cutOff({error, timing}: Exchange): boolean {
    if (error === null) return false;
    const {startedAt, totalMs} = timing;
    return this.endedAt >= startedAt && this.endedAt <= startedAt + totalMs;
  }

  /** Gives a death that has just happened the time to be noticed: the connection ends before the process does. */
  async settle(deathsBefore: number): Promise<void> {
    const {control} = this.#target;
    if (control === null) return;
    const startedAt = performance.now();
    while (this.deaths.length <= deathsBefore) {
      const limitMs = control.running ? STILL_RUNNING_MS : LAST_OUTPUT_MS;
      if (performance.now() - startedAt > limitMs) return;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  dispose(): void {
    this.#stopWatching();
  }
}

/** `exit code 3; last output: panic: nil map`. */
export function describeExit(exit: Exit, lastLines: readonly string[]): string {
  const how = exit.signal === null ? `exit code ${exit.code}` : exit.signal;
  const last = lastLines.slice(-3).join(' | ');
  return last === ''
    ? `the process ended (${how}) without any output`
    : `the process ended (${how}); last output: ${last}`;
}

/** What a check may do to the plugin's process. */
export function pluginProcess(target: Target, guard: Guard): PluginProcess {
  const need = () => {
    if (target.control === null) throw new Error('a check that restarts the plugin must need canRestart');
    return target.control;
  };
  return {
    stop: async options => {
      const control = need();
      guard.endedAt = now();
      return (await control.stop(options)) !== null;
    },
    kill: async () => {
      const control = need();
      guard.endedAt = now();
      await control.kill();
    },
    start: async ({dockerHost, environment = {}} = {}) => {
      const host = dockerHost === undefined ? {} : {DOCKER_HOST: `unix://${dockerHost}`};
      try {
        await need().start({environment: {...host, ...environment}});
        guard.isFresh = true;
      } catch (error) {
        const actual = error instanceof Error ? error.message : String(error);
        throw new Violation(
          {
            message: 'The plugin did not start again.',
            expected: 'the plugin listens again on its socket',
            actual,
          },
          [],
        );
      }
    },
    get running() {
      return target.control?.running ?? true;
    },
    get pid() {
      return target.control?.pid ?? null;
    },
    get readyMs() {
      return target.control?.readyMs ?? null;
    },
    usage: () => target.control?.usage() ?? null,
    output: () => target.control?.output() ?? [],
    deaths: () => guard.deaths,
  };
}
