import {UnreachableError} from '../../util/errors.ts';
import type {ProcessControl} from '../target.ts';
import {type Child, startChild} from './child.ts';
import {outputTail} from './output-tail.ts';
import {type Attempt, exitText, neverReady, waitUntilReady, withLines} from './ready.ts';
import {within} from './shell.ts';

export interface ServiceOptions {
  /** Given to `sh -c`. */
  readonly restartCommand: string;
  readonly attempt: Attempt;
  readonly place: string;
  readonly readyTimeoutMs: number;
  /** Longest run of the restart command, milliseconds. */
  readonly commandTimeoutMs?: number;
}

const COMMAND_TIMEOUT_MS = 60_000;

/** A service that somebody else runs: plugtest can restart it (`start`), and nothing else. */
export function serviceControl(options: ServiceOptions): ProcessControl {
  const output = outputTail();
  const {attempt, place, readyTimeoutMs: timeoutMs} = options;
  let running: Child | null = null;

  const runCommand = async () => {
    const child = await startChild(['sh', '-c', options.restartCommand], {output, sweep: false});
    running = child;
    const limitMs = options.commandTimeoutMs ?? COMMAND_TIMEOUT_MS;
    const exit = await within(child.ended, limitMs);
    await (exit === null ? child.kill() : child.outputDone);
    running = null;
    if (exit?.code === 0) return;
    const how = exit === null ? `did not end within ${limitMs / 1000} s` : `ended with ${exitText(exit)}`;
    const message = `the restart command ${how}: make it restart the plugin and end with 0`;
    throw new UnreachableError(withLines(message, output.lines()), {code: 'RESTART_FAILED'});
  };

  return {
    kind: 'restart-command',
    running: true,
    pid: null,
    readyMs: null,
    usage: () => null,
    output: () => output.lines(),
    onUnexpectedExit: () => () => {},
    async start() {
      await runCommand();
      const reason = await waitUntilReady({attempt, timeoutMs, giveUp: new Promise(() => {})});
      if (reason !== null) throw neverReady({place, timeoutMs, reason, lines: output.lines()});
    },
    enter: () => {},
    stop: async () => null,
    kill: () => Promise.reject(new Error('a service with a restart command can only be restarted')),
    dispose: async () => {
      await running?.kill();
    },
  };
}
