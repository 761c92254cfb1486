import {execFile, execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findProgram} from './available.ts';
import {createDaemon, type Daemon} from './daemon.ts';
import {EventLog} from './events.ts';
import {makeImageTar} from './images.ts';
import {openNamespace} from './namespace.ts';
import {startRecorder} from './recorder.ts';

/** How a docker command ended. */
export interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real dockerd in namespaces of its own, with the images `busybox:lab` and `busybox:data`. */
export interface Lab {
  /** The lab's `/`, seen from outside. */
  readonly root: string;
  /** What happened, in the form of fixtures/recordings. */
  readonly log: EventLog;
  /** Version of the daemon: `20.10.24`. */
  readonly engine: string;
  /** The daemon's process; it runs when the body begins. */
  readonly daemon: Daemon;
  /** A docker command, as in a shell: `docker('volume ls')`. A failing command is an outcome, not an exception. */
  docker(command: string): Promise<Outcome>;
}

export interface LabOptions {
  /** Name of the recording, `volume-` first; default `volume-lab`. */
  readonly scenario?: string;
  /** Plugins that record what they get. */
  readonly recorders?: readonly string[];
  /** What they are (default: volume). */
  readonly kind?: 'volume' | 'network';
  /** Arguments of dockerd besides `-D`. */
  readonly daemonArguments?: readonly string[];
}

const commandTimeoutMs = 120_000;

/** Opens a lab, runs the body, and leaves nothing behind. Check `whyNoLab` first. */
export async function withDockerd(options: LabOptions, body: (lab: Lab) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-lab-'));
  const namespace = await openNamespace();
  const log = new EventLog();
  const engine = installedEngine();
  log.add('scenario', {name: options.scenario ?? 'volume-lab', engine});
  const recorders: {close(): Promise<void>}[] = [];
  try {
    for (const name of options.recorders ?? [])
      recorders.push(await startRecorder(namespace.root, {name, kind: options.kind ?? 'volume'}, log));
    const daemon = createDaemon({namespace, log, folder});
    await daemon.start(options.daemonArguments);
    importImages(namespace.root);
    const docker = dockerIn(namespace.root, log);
    await body({root: namespace.root, log, engine, daemon, docker});
  } finally {
    await namespace.close();
    for (const recorder of recorders) await recorder.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

function installedEngine(): string {
  const text = execFileSync(findProgram('dockerd') ?? 'dockerd', ['--version'], {encoding: 'utf8'});
  return /version (\d+\.\d+\.\d+)/.exec(text)?.[1] ?? text;
}

function importImages(root: string): void {
  const tar = makeImageTar();
  try {
    dockerNow(root, ['import', '--change', 'CMD ["sh"]', tar, 'busybox:lab']);
    dockerNow(root, ['import', '--change', 'VOLUME /data', '--change', 'CMD ["sh"]', tar, 'busybox:data']);
  } finally {
    rmSync(tar);
  }
}

/** The client runs outside and reaches the daemon's socket through the namespace's root. */
function client(root: string): {readonly env: NodeJS.ProcessEnv; readonly encoding: 'utf8'} {
  return {env: {...process.env, DOCKER_HOST: `unix://${root}/run/docker.sock`}, encoding: 'utf8'};
}

function dockerNow(root: string, words: readonly string[]): void {
  execFileSync('docker', words, client(root));
}

function dockerIn(root: string, log: EventLog): Lab['docker'] {
  let count = 0;
  return command => {
    count += 1;
    const [n, startedAt] = [count, log.now()];
    return new Promise(resolve => {
      const options = {...client(root), timeout: commandTimeoutMs};
      execFile('sh', ['-c', `docker ${command}`], options, (error, stdout, stderr) => {
        const exit = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        log.add('action', {n, cmd: `docker ${command}`, exit, stdout, stderr, end_us: log.now()}, startedAt);
        resolve({exit, stdout, stderr});
      });
    });
  };
}
