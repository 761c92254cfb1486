import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {LOCAL, type Volume, type VolumeDriver} from './volume.ts';

const VALID_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** The built-in driver, as far as others meet it; its volumes' content is held on the modelled disk (moby v28.5.2 volume/local). */
export class LocalVolumeDriver implements VolumeDriver {
  readonly name = LOCAL;
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async scope(): Promise<string> {
    return 'local';
  }

  async get(name: string): Promise<Volume> {
    const found = this.#environment.disk.localVolumes.get(name);
    if (found === undefined) throw new DaemonError('no such volume', {status: 'not-found'});
    return volumeNamed(name, found.createdAt);
  }

  async create(name: string): Promise<Volume> {
    checkName(name);
    const {localVolumes} = this.#environment.disk;
    const existing = localVolumes.get(name);
    const createdAt = existing?.createdAt ?? new Date().toISOString();
    if (existing === undefined) localVolumes.set(name, {name, createdAt, files: new Map()});
    return volumeNamed(name, createdAt);
  }

  async remove(volume: Volume): Promise<void> {
    this.#environment.disk.localVolumes.delete(volume.name);
  }

  async list(): Promise<Volume[]> {
    return [...this.#environment.disk.localVolumes.values()].map(({name, createdAt}) =>
      volumeNamed(name, createdAt),
    );
  }
}

/** Folder in which the built-in driver keeps a volume's files. */
export function localPath(name: string): string {
  return `/var/lib/docker/volumes/${name}/_data`;
}

function volumeNamed(name: string, createdAt: string): Volume {
  const mountpoint = localPath(name);
  return {
    name,
    driver: LOCAL,
    mountpoint,
    createdAt,
    status: null,
    mount: async () => mountpoint,
    unmount: async () => {},
  };
}

function checkName(name: string): void {
  if (name.length === 1) {
    throw new DaemonError('volume name is too short, names should be at least two alphanumeric characters', {
      status: 'invalid',
    });
  }
  if (VALID_NAME.test(name)) return;
  throw new DaemonError(
    `${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    {status: 'invalid'},
  );
}
