import type {ChildProcess} from 'node:child_process';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

/** Throw-away mount, network, process, host name and IPC namespaces with empty docker folders. */
export interface Namespace {
  /** The namespace's `/`, seen from outside: unix sockets can be reached and made through it. */
  readonly root: string;
  /** Starts a program inside. Signals sent to the returned process do not reach the program. */
  spawn(command: readonly string[], logFile?: number): ChildProcess;
  /** Ends everything inside. */
  close(): Promise<void>;
}

const flags = ['--mount', '--net', '--pid', '--uts', '--ipc', '--fork', '--kill-child', '--mount-proc'];

/** Opens one; the caller checked `whyNoLab`. Throws with what the kernel said when it cannot be made. */
export async function openNamespace(): Promise<Namespace> {
  const script = fileURLToPath(new URL('enter.sh', import.meta.url));
  const unshare = spawn('unshare', [...flags, '--propagation', 'private', 'sh', script], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(unshare, 'exit');
  let complaints = '';
  unshare.stderr.on('data', (data: Buffer) => {
    complaints += data.toString();
  });
  const ready = once(createInterface({input: unshare.stdout}), 'line');
  const isReady = await Promise.race([ready.then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error(`the lab's namespace could not be made: ${complaints.trim()}`);
  const first = readFileSync(`/proc/${unshare.pid}/task/${unshare.pid}/children`, 'utf8').trim();
  const enter = ['--target', first, '--mount', '--net', '--pid', '--uts', '--ipc', '--'];
  return {
    root: `/proc/${first}/root`,
    spawn: (command, logFile) =>
      spawn('nsenter', [...enter, ...command], {stdio: ['ignore', logFile ?? 'pipe', logFile ?? 'pipe']}),
    close: async () => {
      unshare.stdin.destroy();
      unshare.kill('SIGKILL');
      await ended;
    },
  };
}
