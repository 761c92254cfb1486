import type {Environment} from '../environment.ts';
import type {IpamDrivers} from '../ipam/drivers.ts';
import type {NameLocks} from '../locks.ts';
import type {NetworkDrivers} from './drivers.ts';
import type {Network} from './network.ts';
import type {Sandbox} from './sandbox.ts';
import type {Sandboxes} from './sandboxes.ts';

/** What is done about sandboxes without a way out; kept apart since it is made of networks and endpoints itself. */
export interface GatewayBridge {
  setUp(context: NetworkContext, sandbox: Sandbox): Promise<void>;
  clear(context: NetworkContext, sandbox: Sandbox): Promise<void>;
}

/** What the rooms of networks share (moby v28.5.2 libnetwork/controller.go Controller). */
export interface NetworkContext {
  readonly environment: Environment;
  readonly drivers: NetworkDrivers;
  readonly ipam: IpamDrivers;
  /** By id; those being removed too. */
  readonly networks: Map<string, Network>;
  /** By container id. */
  readonly sandboxes: Map<string, Sandbox>;
  /** By network id, and by name while one is created. */
  readonly locks: NameLocks;
  readonly namespaces: Sandboxes;
  readonly gatewayBridge: GatewayBridge;
}
