import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError} from '../errors.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import {createDefaultDriver} from './default-driver.ts';
import type {IpamCapability, IpamDriver} from './driver.ts';
import {createNullDriver} from './null-driver.ts';
import {PluginIpamDriver} from './plugin-driver.ts';

const INTERFACE = 'IpamDriver';
const NOTHING: IpamCapability = {requiresMacAddress: false, requiresRequestReplay: false};

/** A driver and what it wants. */
export interface RegisteredIpam {
  readonly driver: IpamDriver;
  readonly capability: IpamCapability;
}

/** The IPAM drivers of one daemon process (moby v28.5.2 libnetwork/drvregistry/ipams.go, controller.go getIPAMDriver). */
export class IpamDrivers {
  readonly #known = new Map<string, RegisteredIpam>();
  readonly #environment: Environment;
  readonly #registry: PluginRegistry;

  constructor(environment: Environment, registry: PluginRegistry) {
    this.#environment = environment;
    this.#registry = registry;
    this.#known.set('default', {
      driver: createDefaultDriver(environment),
      capability: {...NOTHING, requiresRequestReplay: true},
    });
    this.#known.set('null', {driver: createNullDriver(), capability: NOTHING});
  }

  /** From now on plugins are registered when they are activated. */
  register(): void {
    const environment = this.#environment;
    this.#registry.handle(INTERFACE, async (name, client) => {
      const driver = new PluginIpamDriver(name, client, environment);
      const capability = await driver.capability();
      const isUsable =
        !environment.engine.ipam.spacesAtRegistration || (await hasSpaces(environment, driver));
      if (isUsable) this.#known.set(name, {driver, capability});
    });
  }

  /** By name; a plugin is looked for and activated if need be. */
  async get(name: string): Promise<RegisteredIpam> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    await this.#registry.get(name, INTERFACE);
    const loaded = this.#known.get(name);
    if (loaded !== undefined) return loaded;
    throw new DaemonError(`invalid ipam driver: ${JSON.stringify(name)}`, {status: 'invalid'});
  }
}

/** Up to 23.0 the names are asked for once; a failure leaves the driver unknown until the daemon starts anew. */
async function hasSpaces(environment: Environment, driver: PluginIpamDriver): Promise<boolean> {
  try {
    driver.remember(await driver.addressSpaces());
    return true;
  } catch (error) {
    const {message} = asDaemonError(error);
    environment.log('error', `error registering remote ipam driver ${driver.name} due to ${message}`);
    return false;
  }
}
