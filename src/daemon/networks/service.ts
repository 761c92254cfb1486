import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {IpamDrivers} from '../ipam/drivers.ts';
import {NameLocks} from '../locks.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import {attachNetworks, prepareSandbox, releaseNetworks} from './attach.ts';
import {connectToNetwork, disconnectFromNetwork} from './connect.ts';
import type {NetworkContext} from './context.ts';
import {createNetwork, type NewNetwork} from './create-network.ts';
import {removeNetwork} from './delete-network.ts';
import {NetworkDrivers} from './drivers.ts';
import {findNetwork, listNetworks, lookUpNetwork} from './find.ts';
import {gatewayBridge} from './gateway-bridge.ts';
import type {NamespaceView} from './netns/view.ts';
import type {Network} from './network.ts';
import {mappedPorts} from './oper-info.ts';
import {openNamespace} from './populate.ts';
import {createPredefinedNetworks} from './predefined.ts';
import {restoreNetworks} from './restore.ts';
import type {Sandboxes} from './sandboxes.ts';
import type {EndpointSettings, NetworkedContainer} from './settings.ts';
import {Swarm} from './swarm.ts';
import {checkEndpoint} from './validate-endpoint.ts';

/** Networks as the other rooms use them (moby v28.5.2 daemon/network.go, libnetwork/controller.go). */
export class NetworkService {
  readonly #context: NetworkContext;
  readonly swarm: Swarm;
  /** False while the daemon starts: containers that end then release nothing. */
  #isReady = false;

  constructor(environment: Environment, registry: PluginRegistry, namespaces: Sandboxes) {
    this.#context = {
      environment,
      drivers: new NetworkDrivers(environment, registry),
      ipam: new IpamDrivers(environment, registry),
      networks: new Map(),
      sandboxes: new Map(),
      locks: new NameLocks(),
      namespaces,
      gatewayBridge,
    };
    this.swarm = new Swarm(this.#context, registry);
  }

  /** Plugins that are activated from now on become drivers; those active already at their next use. */
  register(): void {
    this.#context.drivers.register();
    this.#context.ipam.register();
    if (this.#context.environment.disk.network.swarm !== null) this.swarm.registerAllocator();
  }

  /** `living`: containers that outlived the daemon's last process. */
  async start(living: readonly NetworkedContainer[]): Promise<void> {
    await restoreNetworks(this.#context, living);
    await createPredefinedNetworks(this.#context);
    this.#isReady = true;
    if (!this.#context.environment.engine.networks.operInfoAfterRestore) return;
    for (const {id} of living) {
      const sandbox = this.#context.sandboxes.get(id);
      if (sandbox !== undefined) await mappedPorts(this.#context, sandbox);
    }
  }

  create(request: NewNetwork): Promise<Network> {
    return createNetwork(this.#context, request);
  }

  remove(name: string): Promise<void> {
    return removeNetwork(this.#context, findNetwork(this.#context, name));
  }

  find(name: string): Network {
    return findNetwork(this.#context, name);
  }

  list(): Network[] {
    return listNetworks(this.#context);
  }

  /** All that no container uses but the predefined ones; a failure ends nothing (the same, daemon/prune.go NetworksPrune). */
  async prune(): Promise<string[]> {
    const removed: string[] = [];
    for (const network of this.list()) {
      if (['bridge', 'host', 'none'].includes(network.name) || network.endpoints.size > 0) continue;
      const isGone = await removeNetwork(this.#context, network).then(
        () => true,
        error => {
          if (!(error instanceof DaemonError) || this.#context.environment.life.isOver) throw error;
          return false;
        },
      );
      if (isGone) removed.push(network.name);
    }
    return removed;
  }

  /** At container creation, from 25.0; a network that is not there yet may be there at the start. */
  check(container: NetworkedContainer): void {
    const {environment} = this.#context;
    if (!environment.engine.networks.validatesEarly) return;
    for (const [name, settings] of container.networks) {
      try {
        checkEndpoint(environment, lookUpNetwork(this.#context, name), {name, settings});
      } catch (error) {
        if (!(error instanceof DaemonError)) throw error;
        throw new DaemonError(`invalid config for network ${name}: ${error.message}`, {status: 'invalid'});
      }
    }
  }

  /** A stopped container is only told. */
  async connect(
    container: NetworkedContainer & {readonly running: boolean},
    name: string,
    settings: EndpointSettings,
  ): Promise<void> {
    if (container.running) return connectToNetwork(this.#context, {container, name, settings});
    const network = lookUpNetwork(this.#context, name);
    if (network !== null) checkEndpoint(this.#context.environment, network, {name: network.name, settings});
    const key = network?.name ?? name;
    if (!container.networks.has(key)) container.networks.set(key, settings);
  }

  async disconnect(
    container: NetworkedContainer & {readonly running: boolean},
    name: string,
    force: boolean,
  ): Promise<void> {
    const network = lookUpNetwork(this.#context, name);
    if (!container.running || (network === null && force)) {
      const key = network?.name ?? name;
      if (container.networks.delete(key)) return;
      throw new DaemonError(`container ${container.id} is not connected to the network ${key}`);
    }
    await disconnectFromNetwork(this.#context, container, {network: findNetwork(this.#context, name), force});
  }

  /** The first half of a start. */
  prepare(container: NetworkedContainer): Promise<void> {
    return prepareSandbox(this.#context, container);
  }

  attach(container: NetworkedContainer): Promise<void> {
    return attachNetworks(this.#context, container);
  }

  /** The container's process was made. */
  async openNamespace({id}: NetworkedContainer): Promise<void> {
    const sandbox = this.#context.sandboxes.get(id);
    if (sandbox !== undefined) await openNamespace(this.#context, sandbox);
  }

  /** Null where the container is in no network, or namespaces are not made. */
  namespaceOf(containerId: string): NamespaceView | null {
    const {sandboxes, namespaces} = this.#context;
    const sandbox = sandboxes.get(containerId);
    return sandbox === undefined ? null : namespaces.inside(sandbox.id);
  }

  async release(container: NetworkedContainer): Promise<void> {
    if (this.#isReady) await releaseNetworks(this.#context, container);
  }
}
