import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';

/** How a plugin that lives in fixtures/ is started with a socket and a folder for its volumes. */
export interface PluginProgram {
  readonly name: string;
  /** Why it cannot run on this machine, fit to print as the reason of a skipped test; null when it can. */
  whyNot(): string | null;
  /** Builds it if need be; `scratch` is a folder for what the build makes. */
  command(place: {
    readonly socket: string;
    readonly root: string;
    readonly scratch: string;
  }): readonly string[];
}

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** Our own reference plugin. */
export const referencePlugin: PluginProgram = {
  name: 'reference',
  whyNot: () => null,
  command: ({socket, root}) => [
    process.execPath,
    join(fixtures, 'good/main.js'),
    ...['--socket', socket, '--state', root],
  ],
};

/** Go, on docker's plugin SDK. */
export const sdkGoPlugin: PluginProgram = {
  name: 'sdk-go',
  whyNot: () => whyNotRunning('go', ['version']),
  command: ({socket, root, scratch}) => {
    const binary = join(scratch, 'sdk-go-volume');
    execFileSync('go', ['build', '-buildvcs=false', '-o', binary, './volume'], {
      cwd: join(fixtures, 'sdk-go'),
    });
    return [binary, '-socket', socket, '-root', root];
  },
};

/** Python without a framework. */
export const pythonPlugin: PluginProgram = {
  name: 'python',
  whyNot: () => whyNotRunning('python3', ['--version']),
  command: ({socket, root}) => ['python3', join(fixtures, 'python/volume.py'), socket, root],
};

function whyNotRunning(program: string, args: readonly string[]): string | null {
  return spawnSync(program, args).status === 0 ? null : `${program} is not installed`;
}

/** A folder for one test, removed afterwards. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-test-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** Starts a plugin and waits until it says that it listens; killed after the test. */
export async function startPlugin(
  t: TestContext,
  program: PluginProgram,
  socket: string,
): Promise<ChildProcess> {
  const scratch = temporaryFolder(t);
  const [file = '', ...args] = program.command({socket, root: join(scratch, 'root'), scratch});
  const child = spawn(file, args, {stdio: ['ignore', 'pipe', 'inherit']});
  const exited = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const listening = once(createInterface({input: child.stdout}), 'line').then(() => true);
  if (!(await Promise.race([listening, exited.then(() => false)])))
    throw new Error(`${program.name} did not start`);
  return child;
}
