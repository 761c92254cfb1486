import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, openSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {findProgram} from './available.ts';
import type {EventLog} from './events.ts';
import type {Namespace} from './namespace.ts';

/** A dockerd that can be stopped, killed and started again. */
export interface Daemon {
  /** Resolves when its API listens; throws with the end of its log when it does not. */
  start(extraArguments?: readonly string[]): Promise<void>;
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

interface Surroundings {
  readonly namespace: Namespace;
  readonly log: EventLog;
  /** For the daemon's log. */
  readonly folder: string;
}

const readyWithinMs = 60_000;

/** A daemon that is not started yet. */
export function createDaemon({namespace, log, folder}: Surroundings): Daemon {
  let running: ChildProcess | null = null;
  let starts = 0;
  return {
    start: async (extraArguments = []) => {
      starts += 1;
      const logFile = join(folder, `dockerd-${starts}.log`);
      const argv = ['-D', ...extraArguments];
      log.add('daemon', {what: 'start', argv: ['dockerd', ...argv]});
      const descriptor = openSync(logFile, 'w');
      running = namespace.spawn([findProgram('dockerd') ?? 'dockerd', ...argv], descriptor);
      closeSync(descriptor);
      await listening(running, logFile);
      log.add('daemon', {what: 'ready'});
    },
    end: async signal => {
      if (running === null) return;
      const exited = once(running, 'exit');
      log.add('daemon', {what: `${signal} sent`});
      // The process we see is nsenter; dockerd's own number is that of its process namespace.
      const pid = readFileSync(join(namespace.root, 'run/docker.pid'), 'utf8').trim();
      namespace.spawn(['kill', '-s', signal.slice(3), pid]);
      await exited;
      log.add('daemon', {
        what: 'exited',
        ...(signal === 'SIGKILL' ? {code: null, signal} : {code: 0, signal: null}),
      });
      running = null;
    },
  };
}

async function listening(daemon: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!readFileSync(logFile, 'utf8').includes('API listen on')) {
    if (daemon.exitCode !== null || Date.now() > deadline) {
      throw new Error(`dockerd did not become ready:\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
    }
    await wait(20);
  }
}
