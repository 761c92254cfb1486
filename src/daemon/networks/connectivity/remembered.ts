import {asDaemonError, DaemonError, wrapError} from '../../errors.ts';
import type {NetworkContext} from '../context.ts';
import type {NetworkDriver} from '../driver.ts';
import type {Endpoint} from '../endpoint.ts';
import {type Gateways, gatewaysOf} from '../gateways.ts';
import type {Sandbox} from '../sandbox.ts';
import type {Connectivity} from './connectivity.ts';

const NO_PROXY = 'com.docker.network.driver.private.no_proxy_6to4';
const NOBODY: Gateways = {ipv4: null, ipv6: null};

/** Each endpoint is told who the gateways are; a driver is called when its role changes (docker-v29.7.2 daemon/libnetwork/endpoint.go). */
export function createRememberedGateways(context: NetworkContext): Connectivity {
  const {environment, drivers} = context;
  const tell = async (endpoint: Endpoint, sandbox: Sandbox, gateways: Gateways) => {
    const driver = await drivers.get(endpoint.network.driver);
    await setRole({endpoint, sandbox, driver, gateways}).catch(error => {
      const place = `endpoint ${endpoint.name} (${endpoint.id})`;
      throw wrapError(`driver failed programming external connectivity on ${place}`, error);
    });
  };
  const warn = (error: unknown) => environment.log('error', asDaemonError(error).message);
  return {
    async joined({endpoint, sandbox, before}) {
      const after = gatewaysOf(sandbox.endpoints, environment.engine);
      const isGateway = endpoint === after.ipv4 || endpoint === after.ipv6;
      const former = isGateway ? [...new Set([before.ipv4, before.ipv6])] : [];
      const told: Endpoint[] = [];
      try {
        for (const each of former) {
          if (each === null || !sandbox.endpoints.includes(each)) continue;
          await tell(each, sandbox, after).catch(error => {
            const family = each === before.ipv4 ? 'IPv4' : 'IPv6';
            throw wrapError(
              `updating external connectivity for ${family} endpoint ${each.id.slice(0, 7)}`,
              error,
            );
          });
          told.push(each);
        }
        await tell(endpoint, sandbox, after);
      } catch (error) {
        if (error instanceof DaemonError)
          for (const each of told.reverse()) await tell(each, sandbox, before).catch(warn);
        throw error;
      }
    },
    async leaving({endpoint, sandbox}, driver) {
      await setRole({endpoint, sandbox, driver, gateways: NOBODY});
    },
    async left({endpoint, sandbox, before}) {
      if (sandbox.inDelete || (before.ipv4 !== endpoint && before.ipv6 !== endpoint)) return;
      const after = gatewaysOf(sandbox.endpoints, environment.engine);
      for (const next of new Set([after.ipv4, after.ipv6])) {
        if (next !== null) await tell(next, sandbox, after).catch(warn);
      }
    },
  };
}

interface Role {
  readonly endpoint: Endpoint;
  readonly sandbox: Sandbox;
  readonly driver: NetworkDriver;
  readonly gateways: Gateways;
}

/** docker-v29.7.2 daemon/libnetwork/drivers/remote/driver.go ProgramExternalConnectivity: what did not change is not said. */
async function setRole({endpoint, sandbox, driver, gateways}: Role): Promise<void> {
  if (driver.isSpecial) return;
  const {programmed, network, id} = endpoint;
  if (programmed === null) throw new DaemonError(`remote network driver: endpoint ${id} not found`);
  const role = {ipv4: gateways.ipv4 === endpoint, ipv6: gateways.ipv6 === endpoint};
  if (programmed.ipv4 === role.ipv4 && programmed.ipv6 === role.ipv6) return;
  endpoint.programmed = role;
  if (!role.ipv4 && !role.ipv6) return driver.revokeExternalConnectivity(network.id, id);
  const hasOther = !role.ipv6 && gateways.ipv6 !== null;
  const options = hasOther ? {...sandbox.options, [NO_PROXY]: true} : sandbox.options;
  await driver.programExternalConnectivity(network.id, id, options);
}
