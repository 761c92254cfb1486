import type {LogConfig} from '../logging/options.ts';
import type {MountRecord} from '../mounts/mount-point.ts';
import type {EndpointSettings, NetworkingConfig} from '../networks/settings.ts';
import type {Program} from './api.ts';

/** When a container is started again by itself. */
export interface RestartPolicy {
  readonly name: 'no' | 'always' | 'unless-stopped' | 'on-failure';
  /** Of `on-failure`; 0: without end. */
  readonly maximum: number;
}

/** A container's configuration and state, as it lies on disk. */
export interface ContainerRecord {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly program: Program;
  readonly restart: RestartPolicy;
  readonly autoRemove: boolean;
  readonly volumeDriver: string;
  /** Options merged with the daemon's defaults. */
  readonly log: LogConfig;
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly env: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly tty: boolean;
  /** RFC 3339. */
  readonly created: string;
  readonly mounts: readonly MountRecord[];
  readonly networking: NetworkingConfig;
  readonly networks: Readonly<Record<string, EndpointSettings>>;
  readonly running: boolean;
  readonly startedBefore: boolean;
  readonly manuallyStopped: boolean;
  readonly exitCode: number;
  readonly restartCount: number;
}
