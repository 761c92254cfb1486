import {DaemonError} from '../errors.ts';
import {formatPrefix} from '../ipam/address.ts';
import type {NetworkContext} from './context.ts';
import type {Endpoint} from './endpoint.ts';
import {gatewaysOf} from './gateways.ts';
import type {JoinInfo} from './record.ts';
import type {Sandbox} from './sandbox.ts';
import type {Attachment} from './sandboxes.ts';

const NOTHING: JoinInfo = {
  srcName: '',
  dstPrefix: '',
  gateway: null,
  gatewayIpv6: null,
  routes: [],
  disableGatewayService: false,
};

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
    address: record.address === null ? '' : formatPrefix(record.address),
    addressIpv6: record.addressIpv6 === null ? '' : formatPrefix(record.addressIpv6),
    mac: record.mac ?? '',
    join: record.join ?? NOTHING,
    isGateway: {ipv4: gateways.ipv4 === endpoint, ipv6: gateways.ipv6 === endpoint},
  };
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
