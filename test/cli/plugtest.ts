import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';

const program = fileURLToPath(new URL('../../bin/plugtest', import.meta.url));

/** Where and how the process runs. */
export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts plugtest as its users do; scripts/test.ts has built it. From the sources each start takes a second of CPU. */
export function startPlugtest(
  args: readonly string[],
  {cwd, env}: ProcessOptions = {},
): ChildProcessWithoutNullStreams {
  const {NO_COLOR: _no, FORCE_COLOR: _force, DEBUG: _debug, ...inherited} = process.env;
  return spawn(process.execPath, [program, ...args], {
    env: {...inherited, ...env},
    ...(cwd === undefined ? {} : {cwd}),
  });
}

/** What a finished process left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs plugtest to its end. */
export async function plugtest(args: readonly string[], options: ProcessOptions = {}): Promise<Finished> {
  const child = startPlugtest(args, options);
  child.stdin.end();
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return {code: typeof code === 'number' ? code : null, stdout, stderr};
}
