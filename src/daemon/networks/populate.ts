import {DaemonError} from '../errors.ts';
import {formatIp, formatPrefix, type Ip} from '../ipam/address.ts';
import type {NetworkContext} from './context.ts';
import type {Endpoint} from './endpoint.ts';
import {type Gateways, gatewaysOf} from './gateways.ts';
import type {Sandbox} from './sandbox.ts';
import type {Attachment} from './sandboxes.ts';

/** An endpoint as the namespaces know it. */
export function attachmentOf(
  {environment}: NetworkContext,
  endpoint: Endpoint,
  sandbox: Sandbox,
): Attachment {
  const {record, network} = endpoint;
  const gateways = gatewaysOf(sandbox.endpoints, environment.engine);
  return {
    sandboxId: sandbox.id,
    sandboxKey: sandbox.key,
    networkId: network.id,
    endpointId: endpoint.id,
    isBuiltIn: BUILT_IN.includes(network.driver),
    address: record.address === null ? '' : formatPrefix(record.address),
    addressIpv6: record.addressIpv6 === null ? '' : formatPrefix(record.addressIpv6),
    mac: record.mac ?? '',
    srcName: record.join?.srcName ?? '',
    dstPrefix: record.join?.dstPrefix ?? '',
    gateway: ipText(record.join?.gateway),
    gatewayIpv6: ipText(record.join?.gatewayIpv6),
    routes: (record.join?.routes ?? []).map(({destination, type, nextHop}) => ({
      destination: destination === null ? '' : formatPrefix(destination),
      type,
      nextHop: ipText(nextHop),
    })),
    isGateway: {ipv4: gateways.ipv4 === endpoint, ipv6: gateways.ipv6 === endpoint},
  };
}

const BUILT_IN: readonly string[] = ['bridge', 'host', 'null'];

function ipText(ip: Ip | null | undefined): string {
  return ip ? formatIp(ip) : '';
}

/** Moves the endpoint's interface into the namespace, if that is there already (moby v28.5.2 libnetwork/sandbox_linux.go populateNetworkResources). */
export async function populate(context: NetworkContext, endpoint: Endpoint, sandbox: Sandbox): Promise<void> {
  if (!sandbox.isPopulated) return;
  const failure = await context.namespaces.onJoin(attachmentOf(context, endpoint, sandbox));
  context.environment.life.check();
  if (failure !== null) throw new DaemonError(failure);
  if (!sandbox.inDelete) sandbox.save(context.environment);
}

/** The namespace came to be: all endpoints that joined before are moved into it (the same, SetKey). */
export async function openNamespace(context: NetworkContext, sandbox: Sandbox): Promise<void> {
  await context.namespaces.onCreate(sandbox);
  sandbox.isPopulated = true;
  for (const endpoint of sandbox.endpoints) await populate(context, endpoint, sandbox);
}

/** After an endpoint left: another's gateways become the default routes; an error is only logged (the same, clearNetworkResources). */
export async function moveGateway(
  context: NetworkContext,
  sandbox: Sandbox,
  before: Gateways,
): Promise<void> {
  const {engine, log} = context.environment;
  const after = gatewaysOf(sandbox.endpoints, engine);
  for (const endpoint of new Set([after.ipv4, after.ipv6])) {
    const isNew = endpoint !== before.ipv4 && endpoint !== before.ipv6;
    if (endpoint === null || !sandbox.isPopulated || !isNew) continue;
    const failure = await context.namespaces.onGateway(attachmentOf(context, endpoint, sandbox));
    if (failure !== null) log('warning', `Configuring gateway after network disconnect: ${failure}`);
  }
}
