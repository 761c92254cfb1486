import process from 'node:process';
import type {OwnNamespace} from '../../daemon/networks/netns/namespace.ts';
import {runProgram, startProgram} from './programs.ts';

/** Waits for the end of its input, which comes with the end of plugtest, however that ends: then the namespace goes, too. */
const HOLD = 'echo ready; exec cat >/dev/null';

/** Makes a network namespace without a name, held by a process that dies with plugtest; its loopback is up. */
export function makeNamespace(): Promise<OwnNamespace> {
  return hold(['unshare', '--net', 'sh', '-c', `ip link set lo up && ${HOLD}`]);
}

/** Keeps the namespace of a process, also after its end. */
export function keepNamespaceOf(pid: number): Promise<OwnNamespace> {
  return hold([...enter(pid), 'sh', '-c', HOLD]);
}

/** Words before a command that has to run in the network namespace of a process. */
export function enter(pid: number): readonly string[] {
  return ['nsenter', `--net=/proc/${pid}/ns/net`, '--'];
}

async function hold(command: readonly string[]): Promise<OwnNamespace> {
  const holder = startProgram(command);
  if ((await holder.firstLine()) !== 'ready') {
    await holder.stop();
    throw new Error(holder.stderr().trim().split('\n')[0] || `${command[0]} failed`);
  }
  const {pid} = holder;
  const programs = [holder];
  return {
    pid,
    javascript: [process.execPath, '--eval'],
    run: (command, input) => runProgram([...enter(pid), ...command], input),
    start: async command => {
      const program = startProgram([...enter(pid), ...command]);
      programs.push(program);
      return program;
    },
    close: async () => {
      await Promise.all(programs.map(program => program.stop()));
    },
  };
}
