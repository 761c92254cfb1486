import type {Attachment} from '../sandboxes.ts';
import {isDefault} from './add-interface.ts';
import {goError, showIp, textOf} from './ip.ts';
import type {NetworkNamespace} from './namespace.ts';

/** An endpoint whose gateways become the container's. */
export interface GatewayChange {
  readonly namespace: NetworkNamespace;
  readonly attachment: Attachment;
  /** Names in the container by SrcName. */
  readonly dstName: string;
  /** From 28.0 each family has a gateway of its own, and a default route may stand for it. */
  readonly perFamily: boolean;
  /** Default routes that were set here before, by family; those of StaticRoutes are none of them. */
  readonly defaults: Map<4 | 6, string>;
}

/** The default routes are this endpoint's from now on; null, or the daemon's error (moby v28.5.2 libnetwork/sandbox_linux.go updateGateway). */
export async function updateGateway(change: GatewayChange): Promise<string | null> {
  const {attachment, perFamily} = change;
  const {gateway, gatewayIpv6, isGateway} = attachment;
  const takes = perFamily ? isGateway : {ipv4: isGateway.ipv4, ipv6: isGateway.ipv4};
  if (takes.ipv4) await forgetDefault(change, 4);
  if (takes.ipv6) await forgetDefault(change, 6);
  const v4 = takes.ipv4 ? await set(change, 4, gateway) : null;
  if (v4 !== null) return v4;
  return takes.ipv6 ? set(change, 6, gatewayIpv6) : null;
}

async function set(change: GatewayChange, family: 4 | 6, gateway: string): Promise<string | null> {
  const {perFamily} = change;
  if (gateway !== '') {
    const failure = await programGateway(change, gateway);
    const what =
      family === 4
        ? 'failed to set gateway'
        : `failed to set IPv6 gateway${perFamily ? ` (${gateway})` : ''}`;
    return failure === null ? null : `${what}: ${failure}`;
  }
  return perFamily ? setDefaultRoute(change, family) : null;
}

/** Of whatever family it is: what the plugin wrote where is not looked at. */
async function programGateway(change: GatewayChange, gateway: string): Promise<string | null> {
  const {namespace} = change;
  const found = await namespace.run(['ip', 'route', 'get', gateway]);
  if (found.code !== 0)
    return `route for the gateway ${gateway} could not be found: ${goError(found.stderr)}`;
  const [route = {}] = await showIp(namespace, 'route', 'get', gateway);
  const device = textOf(route, 'dev');
  if (textOf(route, 'gateway') !== '' || device === '')
    return `direct route for the gateway ${gateway} could not be found`;
  return addDefault(change, gateway.includes(':') ? 6 : 4, `default via ${gateway} dev ${device}`);
}

async function addDefault(
  {namespace, defaults}: GatewayChange,
  family: 4 | 6,
  route: string,
): Promise<string | null> {
  const {code, stderr} = await namespace.run(['ip', `-${family}`, 'route', 'add', ...route.split(' ')]);
  if (code !== 0) return goError(stderr);
  defaults.set(family, route);
  return null;
}

/** A default route that was put off when the interface came (the same, SetDefaultRouteIPv4). */
async function setDefaultRoute(change: GatewayChange, family: 4 | 6): Promise<string | null> {
  const {attachment, dstName} = change;
  const {routes, srcName} = attachment;
  const isOwn = (destination: string) =>
    isDefault(destination) && destination.includes(':') === (family === 6);
  const route = routes.find(({type, destination}) => type !== 0 && isOwn(destination));
  const prefix = `failed to set IPv${family} default route: setting IPv${family} default route to interface with srcName '${srcName}'`;
  if (route === undefined) return `${prefix}: no default route`;
  const failure = await addDefault(change, family, `${route.destination} dev ${dstName} scope link`);
  return failure === null ? null : `${prefix}: ${failure}`;
}

/** Routes by a next hop (moby v28.5.2 libnetwork/osl/route_linux.go programRoute). */
export async function addStaticRoutes(
  namespace: NetworkNamespace,
  {routes}: Attachment,
): Promise<string | null> {
  for (const {type, destination, nextHop} of routes) {
    const failure = type === 0 ? await addStaticRoute(namespace, destination, nextHop) : null;
    if (failure !== null) return `failed to add static route ${destination}: ${failure}`;
  }
  return null;
}

async function addStaticRoute(
  namespace: NetworkNamespace,
  destination: string,
  nextHop: string,
): Promise<string | null> {
  if (nextHop === '') return 'route for the next hop <nil> could not be found: invalid argument';
  const found = await namespace.run(['ip', 'route', 'get', nextHop]);
  if (found.code !== 0)
    return `route for the next hop ${nextHop} could not be found: ${goError(found.stderr)}`;
  const device = /\bdev (\S+)/.exec(found.stdout)?.[1] ?? '';
  const added = await namespace.run(['ip', 'route', 'add', destination, 'via', nextHop, 'dev', device]);
  return added.code === 0 ? null : goError(added.stderr);
}

async function forgetDefault({namespace, defaults}: GatewayChange, family: 4 | 6): Promise<void> {
  const route = defaults.get(family);
  if (route !== undefined) await namespace.run(['ip', `-${family}`, 'route', 'del', ...route.split(' ')]);
  defaults.delete(family);
}
