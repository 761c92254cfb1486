import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {type Ground, prepareGround} from './ground.ts';

const plugtest = fileURLToPath(new URL('../../bin/plugtest', import.meta.url));
const plugin = fileURLToPath(new URL('../../fixtures/good/main.js', import.meta.url));

/** A place where runs against the reference plugin are killed again and again. */
export interface KillingGround {
  /** Kills a run after so many milliseconds, cleans up, and gives what is left then. */
  killAfter(ms: number): Promise<string[]>;
  /** A run that is let be: how long it took, and what is wrong with it. */
  wholeRun(): Promise<{readonly ms: number; readonly faults: string[]}>;
  remove(): void;
}

/** Runs only the named checks where a few are enough. */
export function prepareKillingGround(select: readonly string[] = []): KillingGround {
  const ground = prepareGround();
  const start = (args: readonly string[]) =>
    spawn(process.execPath, [plugtest, ...args], {
      cwd: ground.work,
      env: ground.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const startRun = () =>
    start([
      ...[join(ground.folder, 'run/p.sock'), '-i', 'volume', '--reporter', 'tap', '--repro-dir', 'scripts'],
      ...select.flatMap(pattern => ['--select', pattern]),
      ...[
        '--',
        process.execPath,
        plugin,
        '--socket',
        join(ground.folder, 'run/p.sock'),
        '--state',
        join(ground.folder, 'state'),
      ],
    ]);
  return {
    async killAfter(ms) {
      const run = startRun();
      const ended = once(run, 'close');
      run.stdout.resume();
      run.stderr.resume();
      await Promise.race([wait(ms), ended]);
      run.kill('SIGKILL');
      // helpers may hold its pipes
      await Promise.race([ended, once(run, 'exit')]);
      const {code, output} = await finished(start(['clean']));
      return [...(code === 0 ? [] : [`clean ended with ${code}: ${output}`]), ...(await left(ground))];
    },
    async wholeRun() {
      const startedAt = performance.now();
      const {code, output} = await finished(startRun());
      const ms = performance.now() - startedAt;
      const failed = output.split('\n').filter(line => /^not ok/.test(line) && !line.includes('# TODO'));
      return {
        ms,
        faults: [
          ...(code === 0 ? [] : [`the run ended with ${code}: ${failed.join(' · ')}`]),
          ...(await left(ground)),
        ],
      };
    },
    remove: () => ground.remove(),
  };
}

async function finished(child: ChildProcess): Promise<{code: number | null; output: string}> {
  const [output, errors, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close'),
  ]);
  return {code: typeof code === 'number' ? code : null, output: output + errors};
}

/** A process that was told to end may need a moment. */
const MOMENT_MS = 500;

async function left(ground: Ground): Promise<string[]> {
  await wait(MOMENT_MS);
  const names = (path: string) => (existsSync(path) ? readdirSync(path) : []);
  const places = ['state/volumes', 'state/mnt', 'home/state/journals', 'tmp'];
  const found = places.flatMap(place => names(join(ground.folder, place)).map(name => `${place}/${name}`));
  // told once, and not after each further run
  for (const name of found) rmSync(join(ground.folder, name), {recursive: true, force: true});
  return [...found.map(name => `left: ${name}`), ...ground.harm()];
}
