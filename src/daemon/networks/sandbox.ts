import type {Environment} from '../environment.ts';
import {Mutex} from '../locks.ts';
import type {DriverOptions} from './driver.ts';
import type {Endpoint} from './endpoint.ts';
import {gatewayRank} from './gateways.ts';

const GATEWAY_BRIDGE = 'docker_gwbridge';

/** What a container's endpoints join: one for each run (moby v28.5.2 libnetwork/sandbox.go Sandbox). */
export class Sandbox {
  readonly id: string;
  readonly key: string;
  readonly containerId: string;
  /** The container's ports, for Join. */
  readonly options: DriverOptions;
  /** Held for each join and each leave. */
  readonly lock = new Mutex();
  /** `gw-priority` by endpoint id. */
  readonly priorities = new Map<string, number>();
  inDelete = false;
  /** The namespace is there. */
  isPopulated = false;
  #endpoints: Endpoint[] = [];

  constructor(sandbox: {id: string; key: string; containerId: string; options: DriverOptions}) {
    this.id = sandbox.id;
    this.key = sandbox.key;
    this.containerId = sandbox.containerId;
    this.options = sandbox.options;
  }

  /** The one that is to be the gateway first. */
  get endpoints(): readonly Endpoint[] {
    return [...this.#endpoints];
  }

  add(endpoint: Endpoint, engine: Environment['engine']): void {
    const at = this.#endpoints.findIndex(other => this.#isBefore(endpoint, other, engine));
    this.#endpoints.splice(at < 0 ? this.#endpoints.length : at, 0, endpoint);
  }

  remove(endpoint: Endpoint): void {
    this.#endpoints = this.#endpoints.filter(other => other !== endpoint);
    this.priorities.delete(endpoint.id);
  }

  /** The endpoint on docker_gwbridge that the daemon made by itself. */
  get gatewayBridge(): Endpoint | null {
    return this.#endpoints.find(isOnGatewayBridge) ?? null;
  }

  /** Writes it to disk. */
  save({disk, life}: Environment): void {
    life.check();
    disk.network.sandboxes.set(this.id, {
      id: this.id,
      containerId: this.containerId,
      endpoints: this.#endpoints.map(({id, network}) => ({networkId: network.id, endpointId: id})),
    });
  }

  /** moby v28.5.2 libnetwork/sandbox.go Less. */
  #isBefore(a: Endpoint, b: Endpoint, engine: Environment['engine']): boolean {
    const differences = [
      (this.priorities.get(b.id) ?? 0) - (this.priorities.get(a.id) ?? 0),
      Number(isOnGatewayBridge(a)) - Number(isOnGatewayBridge(b)),
      Number(a.network.record.internal) - Number(b.network.record.internal),
      gatewayRank(b, engine) - gatewayRank(a, engine),
    ];
    const first = differences.find(difference => difference !== 0);
    return first === undefined ? a.network.name < b.network.name : first < 0;
  }
}

/** Made by the daemon when nothing else gave a gateway. */
export function isOnGatewayBridge({name, network}: Endpoint): boolean {
  return network.name === GATEWAY_BRIDGE && name.startsWith('gateway_');
}
