import type {Container} from '../containers/container.ts';
import {imageNamed} from '../containers/images.ts';

/** What a log driver is told of a container (moby v28.5.2 daemon/logger/loginfo.go Info), in the order of the wire. */
export interface LogInfo {
  readonly Config: Readonly<Record<string, string>>;
  readonly ContainerID: string;
  readonly ContainerName: string;
  readonly ContainerEntrypoint: string;
  readonly ContainerArgs: readonly string[];
  readonly ContainerImageID: string;
  readonly ContainerImageName: string;
  readonly ContainerCreated: string;
  readonly ContainerEnv: readonly string[] | null;
  readonly ContainerLabels: Readonly<Record<string, string>>;
  readonly LogPath: string;
  readonly DaemonName: string;
}

/** The container as it is at this moment; a later rename is not told. */
export function logInfoOf(container: Container): LogInfo {
  const {config} = container;
  const [entrypoint = '', ...args] = config.command;
  return {
    Config: config.log.opts,
    ContainerID: container.id,
    ContainerName: `/${container.name}`,
    ContainerEntrypoint: entrypoint,
    ContainerArgs: args,
    ContainerImageID: imageNamed(config.image)?.id ?? '',
    ContainerImageName: config.image,
    ContainerCreated: config.created,
    ContainerEnv: config.env,
    ContainerLabels: config.labels,
    LogPath: '',
    DaemonName: 'docker',
  };
}
