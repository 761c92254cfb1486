import type {VolumeRecord} from '../disk.ts';
import type {Environment} from '../environment.ts';
import {DaemonError, ignoreDaemonError, operationError} from '../errors.ts';
import {NameLocks} from '../locks.ts';
import type {VolumeDrivers} from './drivers.ts';
import {checkConflict, findVolume} from './lookup.ts';
import {LOCAL, type Volume} from './volume.ts';

/** A volume with what the daemon itself knows of it. */
export interface StoredVolume {
  readonly volume: Volume;
  readonly scope: string;
  readonly labels: Labels;
  readonly options: Labels;
}

/** Labels, or options; null when none were given. */
export type Labels = Readonly<Record<string, string>> | null;

/** What a create asks for. */
export interface CreateRequest {
  /** '' lets the daemon look for the name in all drivers. */
  readonly driver: string;
  readonly options?: Labels;
  readonly labels?: Labels;
  /** Container that will use the volume. */
  readonly reference?: string;
}

/**
 * The volumes that the daemon knows (moby v28.5.2 volume/service/store.go VolumeStore). One operation at a time on a name, the
 * plugin's calls included; names, references and the record on disk are forgotten when the driver says that a volume is gone.
 */
export class VolumeStore {
  readonly environment: Environment;
  readonly drivers: VolumeDrivers;
  readonly names = new Map<string, StoredVolume>();
  readonly #references = new Map<string, Set<string>>();
  readonly #locks = new NameLocks();

  constructor(environment: Environment, drivers: VolumeDrivers) {
    this.environment = environment;
    this.drivers = drivers;
  }

  create(name: string, request: CreateRequest): Promise<StoredVolume> {
    return this.#locks.run(name, async () => {
      try {
        const stored = await this.#create(name, request);
        this.remember(stored, request.reference);
        return stored;
      } catch (error) {
        if (error instanceof DaemonError && error.isOperation) throw error;
        throw operationError('create', name, error);
      }
    });
  }

  /** `driver` must be the volume's, when given. `reference` is the container that asks. */
  get(
    name: string,
    options: {readonly driver?: string; readonly reference?: string} = {},
  ): Promise<StoredVolume> {
    return this.#locks.run(name, async () => {
      const stored = await findVolume(this, name, options.driver ?? '').catch(error => {
        throw operationError('get', name, error);
      });
      if (options.driver && stored.volume.driver !== options.driver) {
        const mismatch = new DaemonError('found volume driver does not match passed in driver', {
          status: 'conflict',
        });
        throw operationError('get', name, mismatch);
      }
      this.remember(stored, options.reference);
      return stored;
    });
  }

  /** Under the name that Get answered, which may be another than the user's. */
  remove(volume: Volume, options: {readonly force?: boolean} = {}): Promise<void> {
    const {name} = volume;
    return this.#locks.run(name, async () => {
      const references = this.references(name);
      if (references.length > 0) throw inUse(name, references);
      const stored = await findVolume(this, name, volume.driver);
      const driver = await this.drivers.lookup(stored.volume.driver).catch(error => {
        throw operationError('remove', stored.volume.driver, error);
      });
      let failure: DaemonError | null = null;
      await driver.remove(stored.volume).catch(error => {
        failure = operationError('remove', name, error);
      });
      if (failure === null || options.force) await this.forget(name);
      if (failure !== null) throw failure;
    });
  }

  release(name: string, reference: string): Promise<void> {
    return this.#locks.run(name, async () => {
      this.#references.get(name)?.delete(reference);
    });
  }

  /** Runs with the lock of a name, as each line of a listing does. */
  underLock<T>(name: string, work: () => T): Promise<T> {
    return this.#locks.run(name, async () => work());
  }

  /** Containers that use a volume, in any order. */
  references(name: string): string[] {
    return this.environment.random.shuffle([...(this.#references.get(name) ?? [])], 'references');
  }

  remember(stored: StoredVolume, reference: string | undefined): void {
    const {name} = stored.volume;
    this.names.set(name, stored);
    if (reference === undefined) return;
    const references = this.#references.get(name) ?? new Set();
    this.#references.set(name, references.add(reference));
  }

  forgetReferences(name: string): void {
    this.#references.set(name, new Set());
  }

  /** All that is known of a name goes: object, references, labels, options, record (moby's purge). */
  async forget(name: string): Promise<void> {
    const known = this.names.get(name);
    if (known !== undefined) {
      await this.drivers.lookup(known.volume.driver).catch(error => {
        if (!(error instanceof DaemonError)) throw error;
        this.environment.log('error', `Error releasing reference to volume driver: ${error.message}`);
      });
    }
    if (this.environment.life.isOver) return;
    this.environment.disk.volumes.delete(name);
    this.names.delete(name);
    this.#references.delete(name);
  }

  record(record: VolumeRecord): void {
    this.environment.life.check();
    this.environment.disk.volumes.set(record.name, record);
  }

  async #create(name: string, request: CreateRequest): Promise<StoredVolume> {
    const existing = await checkConflict(this, name, request.driver);
    if (existing !== null) return existing;
    if (request.driver === '') {
      const found = await findVolume(this, name, '').catch(ignoreDaemonError);
      if (found !== null) return found;
    }
    const driver = await this.drivers.lookup(request.driver || LOCAL).catch(error => {
      throw operationError('create', name, error);
    });
    const options = request.options ?? null;
    const labels = request.labels ?? null;
    // Whatever goes wrong in Get counts as "not there"; only then Create is sent.
    const volume = (await driver.get(name).catch(ignoreDaemonError)) ?? (await driver.create(name, options));
    this.environment.life.check();
    this.forgetReferences(name);
    this.record({name, driver: driver.name, labels, options});
    return {volume, labels, options, scope: await driver.scope()};
  }
}

function inUse(name: string, references: readonly string[]): DaemonError {
  return new DaemonError(`remove ${name}: volume is in use - [${references.join(', ')}]`, {
    status: 'conflict',
    reason: 'in-use',
    isOperation: true,
  });
}
