import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** What a process took; its children's CPU is not its own. */
export interface Usage {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const plugtest = here('../../bin/plugtest');
const reference = here('../../fixtures/good/main.js');

/** Runs Node with these words to its end. */
export async function measured(args: readonly string[]): Promise<Usage> {
  return withFolder(async folder => {
    const file = join(folder, 'usage.json');
    const env = {...process.env, BENCH_USAGE: file, PLUGTEST_STATE_DIR: folder, NO_COLOR: '1'};
    const startedAt = performance.now();
    const child = spawn(process.execPath, ['--import', here('usage.js'), ...args], {
      env,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(child, 'exit');
    const wallMs = performance.now() - startedAt;
    return {wallMs, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Usage, 'wallMs'>)}; // usage.js wrote it
  });
}

/** Words that start the reference plugin. */
export function referenceCommand(folder: string, interfaceName: string): readonly string[] {
  const place = ['--socket', join(folder, 'sock'), '--state', join(folder, 'state')];
  return [process.execPath, reference, ...place, '--interface', interfaceName];
}

/** A program that says when it listens, while the body runs. */
export async function whileRunning<T>(command: readonly string[], body: () => Promise<T>): Promise<T> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = once(child, 'exit');
  try {
    await Promise.race([once(child.stdout, 'data'), ended]);
    return await body();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

export async function withFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-bench-'));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
