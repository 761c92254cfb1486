import {asDaemonError} from '../errors.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import type {NetworkContext} from './context.ts';
import type {NodeDiscovery} from './driver.ts';
import {PluginNetworkDriver} from './plugin-driver.ts';

/** A node of a swarm, as far as network drivers notice it: capabilities are asked for twice, and nodes are announced. */
export class Swarm {
  readonly #context: NetworkContext;
  readonly #registry: PluginRegistry;

  constructor(context: NetworkContext, registry: PluginRegistry) {
    this.#context = context;
    this.#registry = registry;
  }

  /** This node becomes a manager: drivers that reach other hosts hear of it (moby v28.5.2 libnetwork/agent.go agentInit). */
  async init(address: string): Promise<void> {
    this.#context.environment.disk.network.swarm = {address};
    await this.#announce('discoverNew', {address, bindAddress: address, isSelf: true});
    this.registerAllocator();
  }

  leave(): void {
    this.#context.environment.disk.network.swarm = null;
  }

  /** Another node came or went (moby v28.5.2 libnetwork/controller.go pushNodeDiscovery). */
  async nodeChanged(address: string, what: 'discoverNew' | 'discoverDelete'): Promise<void> {
    await this.#announce(what, {address, bindAddress: '', isSelf: false});
  }

  /** The manager's allocator has a registry of its own (moby v28.5.2 libnetwork/cnmallocator/networkallocator.go NewAllocator). */
  registerAllocator(): void {
    const {environment} = this.#context;
    this.#registry.handle('NetworkDriver', async (name, client) => {
      await new PluginNetworkDriver(name, client, environment).negotiate().catch(error => {
        const {message} = asDaemonError(error);
        environment.log('error', `error getting capability for ${name} due to ${message}`);
      });
    });
  }

  async #announce(what: 'discoverNew' | 'discoverDelete', node: NodeDiscovery): Promise<void> {
    for (const driver of this.#context.drivers.all()) {
      if (driver.connectivityScope !== 'global') continue;
      await driver[what](node).catch(error => {
        const {message} = asDaemonError(error);
        this.#context.environment.log('warning', `discovery notification error: ${message}`);
      });
    }
  }
}
