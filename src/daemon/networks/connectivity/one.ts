import {asDaemonError, DaemonError, wrapError} from '../../errors.ts';
import type {NetworkContext} from '../context.ts';
import type {Endpoint} from '../endpoint.ts';
import {gatewaysOf} from '../gateways.ts';
import type {Connectivity, Move} from './connectivity.ts';

/** One endpoint is the gateway (moby v26.1.5 libnetwork/endpoint.go sbJoin, sbLeave). */
export function createOneGateway(context: NetworkContext): Connectivity {
  const {environment, drivers} = context;
  const driverOf = ({network}: Endpoint) => drivers.get(network.driver);
  const gatewayOf = ({sandbox}: Move) => gatewaysOf(sandbox.endpoints, environment.engine).ipv4;
  const program = async (endpoint: Endpoint, {sandbox}: Move) => {
    const driver = await driverOf(endpoint);
    await driver.programExternalConnectivity(endpoint.network.id, endpoint.id, sandbox.options);
  };
  const revoke = async (endpoint: Endpoint) => {
    const driver = await driverOf(endpoint);
    await driver.revokeExternalConnectivity(endpoint.network.id, endpoint.id);
  };
  const place = ({name, id}: Endpoint) => `endpoint ${name} (${id})`;
  return {
    async joined(move) {
      const {endpoint, before} = move;
      const former = before.ipv4;
      if (gatewayOf(move) === former) return;
      if (former !== null) {
        await revoke(former).catch(error => {
          throw wrapError(`driver failed revoking external connectivity on ${place(former)}`, error);
        });
      }
      // An internal network's endpoint is the gateway all the same.
      if (endpoint.network.record.internal) return;
      try {
        await program(endpoint, move);
      } catch (error) {
        if (error instanceof DaemonError && former !== null) await program(former, move).catch(() => {});
        throw wrapError(`driver failed programming external connectivity on ${place(endpoint)}`, error);
      }
    },
    async leaving({endpoint, before}, driver) {
      if (before.ipv4 !== endpoint) return;
      await driver.revokeExternalConnectivity(endpoint.network.id, endpoint.id);
    },
    async left(move) {
      const next = gatewayOf(move);
      if (move.before.ipv4 !== move.endpoint || next === null) return;
      await program(next, move).catch(error => {
        const {message} = asDaemonError(error);
        const text = `driver failed programming external connectivity on endpoint ${next.name}: (${next.id}) ${message}`;
        environment.log('warning', text);
      });
    },
  };
}
