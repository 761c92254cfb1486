import {asDaemonError, DaemonError, wrapError} from '../../errors.ts';
import type {NetworkContext} from '../context.ts';
import type {Endpoint} from '../endpoint.ts';
import {type Gateways, gatewaysOf} from '../gateways.ts';
import type {Connectivity, Move} from './connectivity.ts';

const NO_PROXY = 'com.docker.network.driver.private.no_proxy_6to4';

/** A gateway for each family, who may be one and the same (moby v28.5.2 libnetwork/endpoint.go sbJoin, sbLeave). */
export function createGatewayPerFamily(context: NetworkContext): Connectivity {
  const {environment} = context;
  const calls = createCalls(context);
  const now = ({sandbox}: Move) => gatewaysOf(sandbox.endpoints, environment.engine);
  const warn = (error: unknown) => environment.log('error', asDaemonError(error).message);
  return {
    async joined(move) {
      const {endpoint, before} = move;
      const after = now(move);
      if (endpoint !== after.ipv4 && endpoint !== after.ipv6) return;
      const undo: (() => Promise<void>)[] = [];
      const isOnlyProxy = endpoint !== after.ipv4 && isSplit(before) !== isSplit(after);
      const {ipv4, ipv6} = before;
      if (ipv4 !== null && (endpoint === after.ipv4 || isOnlyProxy)) {
        await calls.revoke(ipv4);
        if (isOnlyProxy) await calls.program(ipv4, move, isSplit(after)).catch(warn);
        else undo.push(() => calls.program(ipv4, move, isSplit(before)));
      }
      try {
        if (endpoint === after.ipv6 && ipv6 !== null && ipv6 !== ipv4) {
          await calls.revoke(ipv6);
          undo.push(() => calls.program(ipv6, move, null));
        }
        if (!endpoint.network.record.internal) await calls.program(endpoint, move, isSplit(after));
      } catch (error) {
        if (error instanceof DaemonError) for (const step of undo.reverse()) await step().catch(warn);
        throw error;
      }
    },
    async leaving({endpoint, before}, driver) {
      if (before.ipv4 !== endpoint && before.ipv6 !== endpoint) return;
      await driver.revokeExternalConnectivity(endpoint.network.id, endpoint.id);
    },
    async left(move) {
      const {endpoint, before} = move;
      if (before.ipv4 !== endpoint && before.ipv6 !== endpoint) return;
      const after = now(move);
      if (after.ipv4 !== null) {
        const isSame = before.ipv4 === after.ipv4 && (before.ipv6 === null) !== (after.ipv6 === null);
        const noProxy = after.ipv6 !== null && after.ipv6 !== after.ipv4;
        if (isSame) await calls.revoke(after.ipv4).catch(warn);
        if (isSame || before.ipv4 === endpoint) await calls.program(after.ipv4, move, noProxy).catch(warn);
      }
      if (after.ipv6 !== null && before.ipv6 === endpoint && after.ipv6 !== after.ipv4)
        await calls.program(after.ipv6, move, null).catch(warn);
    },
  };
}

/** Different endpoints for the two families: the IPv4 one must not take IPv6 too. */
function isSplit({ipv4, ipv6}: Gateways): boolean {
  return ipv4 !== null && ipv6 !== null && ipv4 !== ipv6;
}

function createCalls({drivers}: NetworkContext) {
  const fail =
    (what: string, {name, id}: Endpoint) =>
    (error: unknown) => {
      throw wrapError(`driver failed ${what} external connectivity on endpoint ${name} (${id})`, error);
    };
  return {
    async program(endpoint: Endpoint, {sandbox}: Move, noProxy: boolean | null): Promise<void> {
      const driver = await drivers.get(endpoint.network.driver);
      const options = noProxy === null ? sandbox.options : {...sandbox.options, [NO_PROXY]: noProxy};
      await driver
        .programExternalConnectivity(endpoint.network.id, endpoint.id, options)
        .catch(fail('programming', endpoint));
    },
    async revoke(endpoint: Endpoint): Promise<void> {
      const driver = await drivers.get(endpoint.network.driver);
      await driver
        .revokeExternalConnectivity(endpoint.network.id, endpoint.id)
        .catch(fail('revoking', endpoint));
    },
  };
}
