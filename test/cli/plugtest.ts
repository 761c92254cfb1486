import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';

const entry = fileURLToPath(new URL('entry.ts', import.meta.url));

/** Where and how the process runs. */
export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts plugtest as a real process, from the sources. */
export function startPlugtest(
  args: readonly string[],
  {cwd, env}: ProcessOptions = {},
): ChildProcessWithoutNullStreams {
  const {NO_COLOR: _no, FORCE_COLOR: _force, DEBUG: _debug, ...inherited} = process.env;
  const node = ['--import', import.meta.resolve('tsx'), entry, ...args];
  return spawn(process.execPath, node, {env: {...inherited, ...env}, ...(cwd === undefined ? {} : {cwd})});
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
