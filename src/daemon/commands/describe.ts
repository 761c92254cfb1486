import type {ContainerInfo, MountInfo} from '../containers/api.ts';
import type {Container} from '../containers/container.ts';
import type {MountPoint} from '../mounts/mount-point.ts';

/** A container as `docker inspect` shows it. */
export function describe(container: Container): ContainerInfo {
  const {id, name, exitCode, restartCount} = container;
  const ended = container.startedBefore || exitCode !== 0;
  return {
    id,
    name,
    exitCode,
    restartCount,
    state: container.restarting ? 'restarting' : container.running ? 'running' : ended ? 'exited' : 'created',
    mounts: [...container.mounts.values()].map(toInfo),
  };
}

function toInfo({record, volume}: MountPoint): MountInfo {
  return {
    Type: 'volume',
    Name: record.name,
    Source: volume?.mountpoint ?? record.source,
    Destination: record.destination,
    Driver: record.driver,
    Mode: record.mode,
    RW: record.writable,
    Propagation: '',
  };
}
