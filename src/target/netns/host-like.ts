import type {OwnNamespace} from '../../daemon/networks/netns/namespace.ts';
import {makeNamespace} from './namespace.ts';
import {runProgram} from './programs.ts';

/** Of the block that is set aside for tests (RFC 2544): no driver takes it for its networks. */
const [OURS, WORLD] = ['198.18.0.2', '198.18.0.1'];
const [OURS_V6, WORLD_V6] = ['2001:2:0:1::2', '2001:2:0:1::1'];

/**
 * A network namespace as a host with one network card: drivers look for a parent interface, an address or a default route. Behind
 * the card is a second namespace that answers for every address outside with "unreachable". As under dockerd, packets are forwarded.
 */
export async function makeHostLike(): Promise<OwnNamespace> {
  const world = await makeNamespace();
  try {
    const host = await makeNamespace();
    const card = await nameOfCard();
    await connect({world, host, card});
    return {
      ...host,
      close: async () => {
        await host.close();
        await world.close();
      },
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** As the card of this machine is called: options that name it stay true. */
async function nameOfCard(): Promise<string> {
  const {stdout} = await runProgram(['ip', 'route', 'show', 'default']);
  return /\bdev ([\w.-]{1,15})\b/.exec(stdout)?.[1] ?? 'eth0';
}

interface Ends {
  readonly world: OwnNamespace;
  readonly host: OwnNamespace;
  readonly card: string;
}

/** IPv6 may be missing; what is made for IPv4 stays then. */
async function connect({world, host, card}: Ends): Promise<void> {
  const far = 'world0';
  await batch(host, [
    `link add ${card} type veth peer name ${far} netns ${world.pid}`,
    `addr add ${OURS}/24 dev ${card}`,
    `link set ${card} up`,
  ]);
  await batch(world, [
    `addr add ${WORLD}/24 dev ${far}`,
    `link set ${far} up`,
    'route add unreachable default',
  ]);
  await batch(host, [`route add default via ${WORLD}`]);
  await optional(world, [`addr add ${WORLD_V6}/64 dev ${far} nodad`, '-6 route add unreachable default']);
  await optional(host, [`addr add ${OURS_V6}/64 dev ${card} nodad`, `-6 route add default via ${WORLD_V6}`]);
  for (const namespace of [world, host]) await namespace.run(['sh', '-c', FORWARD]);
}

const FORWARD =
  'for f in ipv4/ip_forward ipv6/conf/all/forwarding; do echo 1 >/proc/sys/net/$f; done 2>/dev/null';

async function batch(namespace: OwnNamespace, lines: readonly string[]): Promise<void> {
  const {code, stderr} = await namespace.run(['ip', '-batch', '-'], `${lines.join('\n')}\n`);
  if (code !== 0) throw new Error(stderr.trim().split('\n')[0]);
}

async function optional(namespace: OwnNamespace, lines: readonly string[]): Promise<void> {
  for (const line of lines) await namespace.run(['ip', ...line.split(' ')]);
}
