import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';

/** No program of ours takes as long, unless the machine stands still. */
const LONGEST_MS = 60_000;
/** More is not read: what a plugin makes may be any size. */
const MOST_BYTES = 4 << 20;

/** Runs a program to its end. Resolves also when there is no such program (code 127). */
export function runProgram(
  command: readonly string[],
  input = '',
): Promise<{readonly code: number | null; readonly stdout: string; readonly stderr: string}> {
  const child = launch(command);
  const [stdout, stderr] = [collect(child, 'stdout'), collect(child, 'stderr')];
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  // A program that reads nothing closes its input early.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return new Promise(resolve => {
    child.once('error', error => {
      clearTimeout(timer);
      resolve({code: 127, stdout: '', stderr: error.message});
    });
    child.once('close', code => {
      clearTimeout(timer);
      resolve({code, stdout: stdout(), stderr: stderr()});
    });
  });
}

/** Starts a program that stays. It holds a pipe of ours, so that it can end with us whatever becomes of us. */
export function startProgram(command: readonly string[]) {
  const child = launch(command);
  const isGone = once(child, 'exit').catch(() => {});
  const stderr = collect(child, 'stderr');
  child.stdin?.on('error', () => {});
  return {
    pid: child.pid ?? 0,
    stderr,
    firstLine: () => firstLineOf(child),
    stop: async () => {
      child.kill('SIGKILL');
      await isGone;
    },
  };
}

/** In a process group of its own: an interrupt from the keyboard is for plugtest alone, which then puts things away. */
function launch([program = '', ...args]: readonly string[]): ChildProcess {
  return spawn(program, args, {detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: process.env});
}

function collect(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  const parts: Buffer[] = [];
  let bytes = 0;
  child[name]?.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes <= MOST_BYTES) parts.push(part);
  });
  return () => Buffer.concat(parts).toString();
}

function firstLineOf(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part;
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
    child.once('error', () => resolve(''));
    child.once('close', () => resolve(text));
  });
}
