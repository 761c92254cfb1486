import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';

/** Folders for one attack, with something of somebody else in them that must stay as it is. */
export interface Ground {
  readonly folder: string;
  readonly canary: string;
  /** Where plugtest runs and writes its reports. */
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  /** What became of the host: one sentence for each trace that is left. Ends what still runs. */
  harm(): string[];
  remove(): void;
}

/** Names every process that the attack starts, wherever it goes. */
const MARK = 'PLUGTEST_ZOO_ATTACK';

export function prepareGround(): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-zoo-'));
  const place = (name: string) => join(folder, name);
  for (const name of ['canary/folder', 'work', 'home', 'tmp', 'run'])
    mkdirSync(place(name), {recursive: true});
  writeFileSync(join(place('canary'), 'secret'), 'the secret of somebody else', {mode: 0o600});
  writeFileSync(join(place('canary/folder'), 'file'), 'a file of somebody else');
  const before = treeOf(place('canary'));
  const env = {
    PATH: process.env['PATH'],
    HOME: place('home'),
    TMPDIR: place('tmp'),
    PLUGTEST_STATE_DIR: place('home/state'),
    [MARK]: folder,
  };
  return {
    folder,
    canary: place('canary'),
    work: place('work'),
    env,
    harm: () => [
      ...changes(
        before,
        treeOf(place('canary')).filter(line => !line.startsWith('trap.sock')),
      ),
      ...traces(folder),
      ...endProcesses(folder).map(command => `a process is left: ${command}`),
      ...mountsBelow(folder).map(path => `a mount is left at ${path}`),
    ],
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}

/** One line per entry: what somebody would notice of a change. */
function treeOf(root: string): string[] {
  return readdirSync(root, {recursive: true, encoding: 'utf8'})
    .sort()
    .map(name => {
      const path = join(root, name);
      const {mode, ino, size, mtimeMs} = lstatSync(path);
      const isFile = lstatSync(path).isFile();
      // the time of a folder changes when something is written and removed again
      return [
        name,
        mode,
        ino,
        isFile ? `${size} ${mtimeMs} ${readFileSync(path, 'utf8').slice(0, 100)}` : '',
      ].join(' ');
    });
}

function changes(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter(line => !after.includes(line)).map(line => `gone from the canary folder: ${line}`),
    ...after.filter(line => !before.includes(line)).map(line => `new in the canary folder: ${line}`),
  ];
}

/** Files that only an attack that got through would write. */
function traces(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('led-elsewhere'))
    .map(name => `an attack got through: ${name} was written`);
}

/** Commands of the processes that carry the mark; they are killed. */
function endProcesses(folder: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap(pid => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${MARK}=${folder}`))
          return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').slice(0, 100);
        process.kill(Number(pid), 'SIGKILL');
        return [`${pid} ${readlinkSync(`/proc/${pid}/exe`)} ${command}`];
      } catch {
        return []; // it has ended meanwhile
      }
    });
}

function mountsBelow(folder: string): string[] {
  if (!existsSync('/proc/self/mountinfo')) return [];
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap(line => line.split(' ')[4] ?? [])
    .filter(path => path.startsWith(folder));
}
