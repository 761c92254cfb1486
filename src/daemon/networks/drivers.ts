import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError} from '../errors.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import {createBridgeDriver, createSpecialDriver} from './builtin-drivers.ts';
import type {NetworkDriver} from './driver.ts';
import {PluginNetworkDriver} from './plugin-driver.ts';

const INTERFACE = 'NetworkDriver';

/** The network drivers of one daemon process (moby v28.5.2 libnetwork/network.go resolveDriver). */
export class NetworkDrivers {
  readonly #known = new Map<string, NetworkDriver>();
  readonly #environment: Environment;
  readonly #registry: PluginRegistry;

  constructor(environment: Environment, registry: PluginRegistry) {
    this.#environment = environment;
    this.#registry = registry;
    const builtin = [
      createBridgeDriver(environment),
      createSpecialDriver('host'),
      createSpecialDriver('null'),
    ];
    for (const driver of builtin) this.#known.set(driver.name, driver);
  }

  /** From now on plugins are registered when they are activated. */
  register(): void {
    this.#registry.handle(INTERFACE, async (name, client) => {
      const driver = new PluginNetworkDriver(name, client, this.#environment);
      if (!(await this.#isUsable(driver))) return;
      this.#known.set(name, driver);
      await this.#tellOfSelf(driver);
    });
  }

  /** One that is registered; null when it is not: nothing is looked for. */
  registered(name: string): NetworkDriver | null {
    return this.#known.get(name) ?? null;
  }

  /** By name; a plugin is looked for and activated if need be. */
  async get(name: string): Promise<NetworkDriver> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    await this.#registry.get(name, INTERFACE);
    const loaded = this.#known.get(name);
    if (loaded !== undefined) return loaded;
    throw new DaemonError(`could not resolve driver ${name} in registry`);
  }

  all(): NetworkDriver[] {
    return [...this.#known.values()];
  }

  /** On a node of a swarm every driver hears of it, whatever its scope (moby v28.5.2 libnetwork/controller.go RegisterDriver). */
  async #tellOfSelf(driver: NetworkDriver): Promise<void> {
    const {swarm} = this.#environment.disk.network;
    if (swarm === null) return;
    const {address} = swarm;
    const node = {address, bindAddress: address, isSelf: true};
    await driver.discoverNew(node).catch(error => {
      const {message} = asDaemonError(error);
      this.#environment.log('warning', `Failed to notify driver of discovery: ${message}`);
    });
  }

  /** A refusal is final: nobody asks again until the daemon starts anew. */
  async #isUsable(driver: PluginNetworkDriver): Promise<boolean> {
    try {
      await driver.negotiate();
      return true;
    } catch (error) {
      const {message} = asDaemonError(error);
      this.#environment.log('error', `error getting capability for ${driver.name} due to ${message}`);
      return false;
    }
  }
}
