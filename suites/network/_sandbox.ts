import type {CheckContext, ContainerResult, Docker, NetworkResult, RunOptions} from '../../src/authoring.ts';
import {notCreated} from './_docker.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import {roomFor} from './_room.ts';
import {subnetV4, subnetV6} from './_subnet.ts';

/** Containers start, plugins call programs: what takes a moment alone takes longer on a busy machine. */
export const timeoutMs = 180_000;

/** An engine whose containers have real namespaces. */
export function realDocker(t: CheckContext): Promise<Docker> {
  return t.docker({realSandboxes: true});
}

/** A network of the driver under test, as `docker network create` makes it; removed after the check. */
export async function realNetwork(
  t: CheckContext,
  docker: Docker,
  {ipv6 = false, pool}: {readonly ipv6?: boolean; readonly pool?: string} = {},
): Promise<NetworkResult> {
  const network = await docker.networks.create({
    name: t.unique('net'),
    driver: t.plugin.name,
    opts: t.settings.networkOpts,
    ...(await addressing(t, ipv6, pool)),
  });
  if (!network.ok) notCreated(t, network, ipv6 && 'IPv6');
  const room = roomFor(t, 'networks');
  room.hold(t, network.name);
  t.cleanup(async () => {
    await docker.networks.rm(network.name);
    room.drop(t, network.name);
  });
  return network;
}

async function addressing(t: CheckContext, ipv6: boolean, pool: string | undefined) {
  const [ipamDriver, {ipamOpts}] = [await ipamDriverOf(t), t.settings];
  const v6 = ipv6 ? {ipv6, subnets: [subnetV6(t).pool]} : {};
  if (ipamDriver === 'null') return {ipamDriver: 'null', ...v6};
  if (ipamDriver === 'own') return {ipamDriver: t.plugin.name, ipamOpts, ...v6};
  return {...v6, subnets: [pool ?? subnetV4(t).pool, ...(v6.subnets ?? [])]};
}

/** What containers are started on. */
export interface Ground {
  readonly docker: Docker;
  readonly network: NetworkResult;
}

/** `docker run` on that network, whatever comes of it; removed after the check. */
export async function startOn(
  t: CheckContext,
  {docker, network}: Ground,
  options: RunOptions = {},
): Promise<ContainerResult> {
  const container = await docker.run({name: t.unique('box'), network, ...options});
  t.cleanup(() => container.rm({force: true}));
  return container;
}
