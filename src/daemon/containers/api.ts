import type {LogsOptions, LogsResult} from '../logging/api.ts';
import type {EndpointOptions, NetworkReference} from '../networks/api.ts';
import type {NamespaceView} from '../networks/netns/view.ts';
import type {Outcome} from '../outcome.ts';
import type {VolumeResult} from '../volumes/api.ts';

/** `--mount type=volume,…`. */
export interface MountOption {
  /** Left out: an anonymous volume. */
  readonly source?: string;
  readonly target: string;
  readonly readonly?: boolean;
  readonly volumeDriver?: string;
  readonly volumeOpts?: Readonly<Record<string, string>>;
  readonly volumeLabels?: Readonly<Record<string, string>>;
  readonly volumeNocopy?: boolean;
  readonly volumeSubpath?: string;
}

/** Something that a program writes, so many milliseconds of the daemon's time after what it did before. */
export interface Output {
  readonly afterMs?: number;
  /** Default: stdout. */
  readonly stream?: 'stdout' | 'stderr';
  readonly data: string | Uint8Array;
}

/** What the container's first process does. The model runs nothing. `output` is asked anew at every start. */
export type Program =
  /**
   * Runs until it is stopped; `ignoresTerm` (pid 1 without a handler, as `sleep`) needs SIGKILL. `lastWords` go to stdout on
   * SIGTERM.
   */
  | {
      readonly kind: 'runs';
      readonly ignoresTerm?: boolean;
      readonly output?: () => Iterable<Output>;
      readonly lastWords?: string;
    }
  /** Ends by itself with `code`, `afterMs` of the daemon's time after its last output (default: 20). */
  | {
      readonly kind: 'exits';
      readonly code: number;
      readonly afterMs?: number;
      readonly output?: () => Iterable<Output>;
    }
  /** The image has no such file. */
  | {readonly kind: 'not-found'; readonly path: string};

/** `--network name=n1,ip=…`. */
export type NetworkChoice = EndpointOptions & {readonly network: NetworkReference};

/** `docker create` and `docker run`. */
export interface RunOptions {
  readonly name?: string;
  /** `busybox:lab`, or `busybox:data` with `VOLUME /data` holding two files (default: busybox:lab). */
  readonly image?: string;
  /** `-v`: `data:/x:ro`, `/x` (anonymous), or a created volume, which lands at `/data`, `/data2` ….  */
  readonly volumes?: readonly (string | VolumeResult)[];
  readonly mounts?: readonly MountOption[];
  readonly volumeDriver?: string;
  /** Container, or `container:ro`. */
  readonly volumesFrom?: readonly string[];
  readonly restart?: 'no' | 'always' | 'unless-stopped' | 'on-failure' | `on-failure:${number}`;
  /** `--network`: a name, `none`, `host`, `container:c1`, what `networks.create` gave, or several with options each (default: bridge). */
  readonly network?: NetworkReference | readonly NetworkChoice[];
  /** `--ip`, `--ip6`, `--mac-address`, `--network-alias`: for the first network. */
  readonly ip?: string;
  readonly ip6?: string;
  readonly macAddress?: string;
  readonly networkAliases?: readonly string[];
  /** `-p`: `8080:80`, `127.0.0.1:8081:81/udp`, `82`. */
  readonly ports?: readonly string[];
  /** `--expose`: `90`, `91/udp`. */
  readonly expose?: readonly string[];
  /** `-P`. */
  readonly publishAll?: boolean;
  /** `--dns`. */
  readonly dns?: readonly string[];
  /** `--rm`. */
  readonly remove?: boolean;
  /** `--log-driver`, `--log-opt` (default: the daemon's). */
  readonly log?: {readonly driver?: string; readonly opts?: Readonly<Record<string, string>>};
  /** `-e`, as `K=V`. */
  readonly env?: readonly string[];
  /** `--label`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** `-t`: one stream, lines end in `\r\n`. */
  readonly tty?: boolean;
  /** `--entrypoint` and the words after the image; only told to plugins (default: the image's). */
  readonly command?: readonly string[];
  /** Default: runs until stopped. */
  readonly program?: Program;
  /** `-d`: the command does not wait for the program's end (default: true when the program runs until stopped). */
  readonly detach?: boolean;
}

/** What reading or writing a file in a container gave. */
export interface FileResult {
  readonly ok: boolean;
  /** Content, empty when not ok. */
  readonly data: string;
  /** `ENOENT …`; empty when ok. */
  readonly error: string;
  /** False when the mountpoint cannot be seen from where plugtest runs: nothing is known then. */
  readonly reachable: boolean;
}

/** A container that a command made. All methods answer, also when the container never came to be. */
export interface ContainerHandle {
  readonly name: string;
  /** Empty when the container was not created. */
  readonly id: string;
  readonly running: boolean;
  /** Reads a file below one of the container's volumes. */
  read(path: string): Promise<FileResult>;
  write(path: string, data: string): Promise<FileResult>;
  exists(path: string): Promise<FileResult>;
  stop(options?: StopOptions): Promise<Outcome>;
  start(): Promise<Outcome>;
  restart(options?: StopOptions): Promise<Outcome>;
  kill(): Promise<Outcome>;
  rm(options?: RemoveOptions): Promise<Outcome>;
  /** Resolves when the program has ended and the daemon has cleaned up after it. */
  wait(): Promise<number>;
  /** The program ends by itself with this code. */
  exit(code?: number): Promise<void>;
  /** The program writes; resolves when it can go on, which a plugin that does not read may prevent for ever. */
  log(stream: 'stdout' | 'stderr', data: string | Uint8Array): Promise<void>;
  logs(options?: LogsOptions): Promise<LogsResult>;
  /** Its network namespace; null where it does not run, or the engine makes none. */
  namespace(): NamespaceView | null;
}

/** Outcome of `run` and `create`, and the container. */
export interface ContainerResult extends Outcome, ContainerHandle {}

/** `-t`: seconds between SIGTERM and SIGKILL (default 10). */
export interface StopOptions {
  readonly timeout?: number;
}

/** What `docker cp` copies in. */
export interface CopyOptions {
  /** Content of the user's file (default: a line that says what it was). */
  readonly data?: string;
}

/** `docker rm` flags: `-f`, `-v`. */
export interface RemoveOptions {
  readonly force?: boolean;
  readonly volumes?: boolean;
}

/** A mount as `docker inspect` shows it. */
export interface MountInfo {
  readonly Type: 'volume';
  readonly Name: string;
  readonly Source: string;
  readonly Destination: string;
  readonly Driver: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
}

/** What `docker ps -a` and `docker inspect` show. */
export interface ContainerInfo {
  readonly id: string;
  readonly name: string;
  readonly state: 'created' | 'running' | 'restarting' | 'exited';
  readonly exitCode: number;
  readonly restartCount: number;
  readonly mounts: readonly MountInfo[];
}

/** `docker container …`; names or ids. */
export interface Containers {
  create(options?: RunOptions): Promise<ContainerResult>;
  run(options?: RunOptions): Promise<ContainerResult>;
  start(names: string | readonly string[]): Promise<Outcome>;
  stop(names: string | readonly string[], options?: StopOptions): Promise<Outcome>;
  restart(names: string | readonly string[], options?: StopOptions): Promise<Outcome>;
  kill(names: string | readonly string[]): Promise<Outcome>;
  rm(names: string | readonly string[], options?: RemoveOptions): Promise<Outcome>;
  /** `docker cp`, `c1:/x/h` on one side; the other side is a file of the user's (`-` for a stream). */
  cp(from: string, to: string, options?: CopyOptions): Promise<Outcome>;
  /** `docker logs`. */
  logs(name: string, options?: LogsOptions): Promise<LogsResult>;
  /** `docker container prune -f`. */
  prune(): Promise<Outcome>;
  /** All containers, oldest first. */
  list(): readonly ContainerInfo[];
  /** Null when there is none of that name. */
  get(name: string): ContainerHandle | null;
}
