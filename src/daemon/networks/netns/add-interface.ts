import {contains, parseCidr} from '../../../util/ip-address.ts';
import type {Attachment} from '../sandboxes.ts';
import {carryOut, goError, type IpStep, isPlainWord, showIp, textOf} from './ip.ts';
import type {NetworkNamespace} from './namespace.ts';

/** What is moved whereto. */
export interface Moving {
  readonly from: NetworkNamespace;
  readonly into: NetworkNamespace;
  readonly attachment: Attachment;
  /** Its name in the container. */
  readonly dstName: string;
  /** Default routes wait until it is known whose is used (28.0 and later). */
  readonly defaultRoutesLater: boolean;
}

/** Moves, renames, addresses and starts an interface; null, or the daemon's error (moby v28.5.2 libnetwork/osl/interface_linux.go AddInterface). */
export async function addInterface(moving: Moving): Promise<string | null> {
  const {srcName} = moving.attachment;
  const failure = (await move(moving)) ?? (await configure(moving));
  return failure === null ? null : `failed to add interface ${srcName} to sandbox: ${failure}`;
}

async function move({from, into, attachment: {srcName}}: Moving): Promise<string | null> {
  const missing = `failed to get link by name "${srcName}"`;
  if (!isPlainWord(srcName)) return `${missing}: Link not found`;
  const found = await from.run(['ip', 'link', 'show', 'dev', srcName]);
  if (found.code !== 0) return `${missing}: ${goError(found.stderr)}`;
  const error = `failed to set namespace on link "${srcName}"`;
  return carryOut(from, [{command: `link set dev ${srcName} netns ${into.pid}`, error}]);
}

/** When it cannot be set up as wished it goes back, so that it can be cleaned up. */
async function configure(moving: Moving): Promise<string | null> {
  const {into, attachment, dstName} = moving;
  const {srcName} = attachment;
  const renaming = `error renaming interface "${srcName}" to "${dstName}"`;
  const before = [{command: `link set dev ${srcName} down`, error: 'failed to set link down'}];
  const naming = [{command: `link set dev ${srcName} name ${dstName}`, error: renaming}];
  const failure =
    (await carryOut(into, before)) ??
    (isPlainWord(dstName) ? await carryOut(into, naming) : `${renaming}: invalid argument`) ??
    (await carryOut(into, macStep(moving))) ??
    (await setAddress(moving, 4)) ??
    (await setAddress(moving, 6));
  if (failure !== null) {
    await takeBack(moving);
    return failure;
  }
  const up = [{command: `link set dev ${dstName} up`, error: 'failed to set link up'}];
  return carryOut(into, [...up, ...routeSteps(moving)]);
}

function macStep({attachment: {srcName, mac}, dstName}: Moving): readonly IpStep[] {
  if (mac === '') return [];
  const error = `error setting interface "${srcName}" MAC to "${mac}"`;
  return [{command: `link set dev ${dstName} address ${mac}`, error}];
}

async function setAddress({into, attachment, dstName}: Moving, family: 4 | 6): Promise<string | null> {
  const address = family === 4 ? attachment.address : attachment.addressIpv6;
  // IPv6 is on where the network has it, and only there
  if (family === 6) await switchIpv6(into, dstName, address !== '');
  if (address === '') return null;
  const error = `error setting interface "${attachment.srcName}" ${family === 4 ? 'IP' : 'IPv6'} to ${address}`;
  const conflict = await conflictOf(into, address, family);
  if (conflict !== null) return `${error}: ${conflict}`;
  const flag = family === 6 ? ' nodad' : '';
  return carryOut(into, [{command: `addr add ${address} dev ${dstName}${flag}`, error}]);
}

async function switchIpv6(namespace: NetworkNamespace, name: string, isOn: boolean): Promise<void> {
  const script = 'echo "$2" >"/proc/sys/net/ipv6/conf/$1/disable_ipv6"';
  await namespace.run(['sh', '-c', script, 'sh', name, isOn ? '0' : '1']);
}

/** Two networks of one container must not overlap (the same, checkRouteConflict). */
async function conflictOf(
  namespace: NetworkNamespace,
  address: string,
  family: 4 | 6,
): Promise<string | null> {
  const own = parseCidr(address);
  for (const route of await showIp(namespace, `-${family}`, 'route', 'show')) {
    const text = textOf(route, 'dst');
    const known = parseCidr(text.includes('/') ? text : `${text}/${family === 4 ? 32 : 128}`);
    if (own === null || known === null) continue;
    if (contains(known, own) || contains(own, known))
      return `cannot program address ${address} in sandbox interface because it conflicts with existing route {Dst: ${text}}`;
  }
  return null;
}

/** Connected routes; those via a next hop come after it. */
function routeSteps({attachment, dstName, defaultRoutesLater}: Moving): readonly IpStep[] {
  const connected = attachment.routes.filter(
    ({type, destination}) => type !== 0 && !(defaultRoutesLater && isDefault(destination)),
  );
  const list = connected.map(({destination}) => destination).join(' ');
  return connected.map(({destination}) => ({
    command: `route add ${destination} dev ${dstName} scope link`,
    error: `error setting interface "${dstName}" routes to ["${list}"]`,
  }));
}

/** `0.0.0.0/0` and `::/0`. */
export function isDefault(destination: string): boolean {
  const prefix = parseCidr(destination);
  return prefix !== null && prefix.value === 0n;
}

/** Down, under its own name, in the daemon's namespace again; what fails is only logged (the same, RemoveInterface). */
export async function takeBack({
  from,
  into,
  attachment: {srcName},
  dstName,
}: Omit<Moving, 'defaultRoutesLater'>): Promise<void> {
  if (!isPlainWord(srcName) || !isPlainWord(dstName)) return;
  const current = (await into.run(['ip', 'link', 'show', 'dev', dstName])).code === 0 ? dstName : srcName;
  await carryOut(into, [
    {command: `link set dev ${current} down`, error: ''},
    ...(current === srcName ? [] : [{command: `link set dev ${current} name ${srcName}`, error: ''}]),
    {command: `link set dev ${srcName} netns ${from.pid}`, error: ''},
  ]);
}
