import {posix} from 'node:path';
import type {MountOption} from '../containers/api.ts';
import {DaemonError} from '../errors.ts';

/** What a `-v` or `--mount` asks for. */
export interface MountRequest {
  /** '' : an anonymous volume. */
  readonly name: string;
  readonly destination: string;
  readonly driver: string;
  readonly writable: boolean;
  readonly mode: string;
  readonly copiesUp: boolean;
  readonly subpath: string;
  readonly options: Readonly<Record<string, string>> | null;
  readonly labels: Readonly<Record<string, string>> | null;
}

/** A `-v` with a single path: a volume of the image's kind, not a bind. Null for all others. */
export function anonymousPath(spec: string): string | null {
  return spec.startsWith('/') && !spec.includes(':') ? posix.normalize(spec) : null;
}

/** `-v name:/path[:options]` (moby v28.5.2 volume/mounts/linux_parser.go ParseMountRaw). Bind mounts are not modelled. */
export function parseVolumeSpec(spec: string, driver: string): MountRequest {
  const [name = '', destination = '', mode = '', ...rest] = spec.split(':');
  if (name === '' || name.startsWith('/') || !destination.startsWith('/') || rest.length > 0) {
    throw new DaemonError(`invalid volume specification: '${spec}'`, {status: 'invalid'});
  }
  const flags = mode.split(',');
  return {
    name,
    destination: posix.normalize(destination),
    driver,
    writable: !flags.includes('ro'),
    mode,
    copiesUp: !flags.includes('nocopy'),
    subpath: '',
    options: null,
    labels: null,
  };
}

/** `--mount type=volume,…`; the container's `--volume-driver` does not count for it. */
export function parseMountOption(option: MountOption): MountRequest {
  return {
    name: option.source ?? '',
    destination: posix.normalize(option.target),
    driver: option.volumeDriver ?? '',
    writable: !option.readonly,
    mode: '',
    copiesUp: !option.volumeNocopy,
    subpath: option.volumeSubpath ?? '',
    options: option.volumeOpts ?? null,
    labels: option.volumeLabels ?? null,
  };
}

/** `container[:ro]` of `--volumes-from`. */
export function parseVolumesFrom(spec: string): {readonly container: string; readonly writable: boolean} {
  const [container = '', mode = 'rw'] = spec.split(':');
  return {container, writable: mode !== 'ro'};
}
