import type {Environment} from '../environment.ts';
import {wrapError} from '../errors.ts';
import {NameLocks} from '../locks.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import {LocalVolumeDriver} from './local-driver.ts';
import {PluginVolumeDriver} from './plugin-driver.ts';
import {LOCAL, type VolumeDriver} from './volume.ts';

const INTERFACE = 'VolumeDriver';

/** The volume drivers in use; a plugin that was used once stays (moby v28.5.2 volume/drivers/extpoint.go Store). */
export class VolumeDrivers {
  readonly #known = new Map<string, VolumeDriver>();
  readonly #locks = new NameLocks();
  readonly #registry: PluginRegistry;
  readonly #environment: Environment;

  constructor(environment: Environment, registry: PluginRegistry) {
    this.#environment = environment;
    this.#registry = registry;
    this.#known.set(LOCAL, new LocalVolumeDriver(environment));
  }

  /** A driver by name. Look-ups of one name follow each other, so that many users of a missing plugin wait 15 s each. */
  lookup(name: string): Promise<VolumeDriver> {
    return this.#locks.run(name, async () => {
      const known = this.#known.get(name);
      if (known !== undefined) return known;
      const plugin = await this.#registry.get(name, INTERFACE).catch(error => {
        throw wrapError(`error looking up volume plugin ${name}`, error);
      });
      const driver = new PluginVolumeDriver(name, plugin.client, this.#environment);
      await driver.scope();
      this.#known.set(name, driver);
      return driver;
    });
  }

  /** All drivers, in any order; plugins in the folders that were not met yet are activated. */
  async all(): Promise<VolumeDriver[]> {
    const plugins = await this.#registry.all(INTERFACE);
    for (const {name, client} of plugins) {
      if (!this.#known.has(name))
        this.#known.set(name, new PluginVolumeDriver(name, client, this.#environment));
    }
    return this.#environment.random.shuffle([...this.#known.values()], 'drivers');
  }
}
