import {defineRule, type Exchange, type Finding, parseCidr, parseIp, type Rule} from '../../src/authoring.ts';
import {objectIn, replyOf, stringIn} from './_reading.ts';

const on = 'NetworkDriver.Join';

function judging(judge: (reply: object) => Finding | undefined): Rule['judge'] {
  return (exchange: Exchange) => {
    const reply = replyOf(exchange);
    return reply === null ? 'skip' : judge(reply);
  };
}

export const srcName = defineRule({
  id: 'network.join-reply.src-name',
  title: 'SrcName is a name that an interface can have: at most 15 characters, without space and slash',
  level: 'MUST',
  requirement: 'network/43',
  problem: 'Join named an interface that can not exist.',
  consequence: '`docker run` fails with `failed to add interface … to sandbox: failed to get link by name …`',
  fix: 'Make names of at most 15 characters, for instance a prefix and 11 letters of a hash of the endpoint id.',
  on,
  judge: judging(reply => {
    const name = stringIn(objectIn(reply, 'InterfaceName') ?? {}, 'SrcName');
    if (new TextEncoder().encode(name).length <= 15 && !/[\s/]/.test(name) && name !== '.' && name !== '..')
      return undefined;
    return {
      message: '',
      expected: 'at most 15 characters',
      actual: `SrcName "${name}" (${name.length} characters)`,
    };
  }),
});

export const dstPrefix = defineRule({
  id: 'network.join-reply.dst-prefix',
  title: 'With SrcName comes a DstPrefix',
  level: 'MUST',
  requirement: ['network/44', 'network/45'],
  problem: 'The interface got a name without letters in the container.',
  consequence: 'it is called `0`: what looks for eth0 in the container finds nothing',
  fix: 'Answer Join with `"DstPrefix": "eth"`; dockerd ignores DstName.',
  on,
  judge: judging(reply => {
    const name = objectIn(reply, 'InterfaceName') ?? {};
    if (stringIn(name, 'SrcName') === '' || stringIn(name, 'DstPrefix') !== '') return undefined;
    const dst = stringIn(name, 'DstName');
    return {
      message: '',
      expected: 'a DstPrefix such as "eth"',
      actual: dst === '' ? 'none' : `none, but DstName "${dst}", which dockerd ignores`,
    };
  }),
});

export const gateway = defineRule({
  id: 'network.join-reply.gateway',
  title: 'Gateway is a bare IPv4 address and GatewayIPv6 a bare IPv6 address, or empty',
  level: 'MUST',
  requirement: ['network/47', 'network/21'],
  problem: 'Join answered with a gateway that dockerd can not set.',
  consequence:
    '`docker run` fails with `unable to parse Gateway "…"`; an address of the other family fails in the kernel: `failed to set gateway`',
  fix: 'Cut the prefix length off the Gateway that came with CreateNetwork; put IPv6 into GatewayIPv6.',
  on,
  judge: judging(reply => {
    const families = [
      ['Gateway', 4],
      ['GatewayIPv6', 6],
    ] as const;
    for (const [key, family] of families) {
      const text = stringIn(reply, key);
      if (text !== '' && parseIp(text)?.family !== family)
        return {
          message: '',
          expected: `${key} is a bare IPv${family} address, or empty`,
          actual: `${key} is "${text}"`,
        };
    }
    return undefined;
  }),
});

export const staticRoutes = defineRule({
  id: 'network.join-reply.static-routes',
  title: 'Every static route has a Destination with prefix length, and one of type 0 a NextHop',
  level: 'MUST',
  requirement: 'network/48',
  problem: 'Join answered with a route that dockerd can not set.',
  consequence: 'up to 25 the start fails; from 26.0.1 on a route without Destination makes dockerd panic',
  fix: 'Give each route `{"Destination": "10.9.0.0/16", "RouteType": 0, "NextHop": "10.5.0.1"}`, or RouteType 1 without NextHop.',
  on,
  judge: judging(reply => {
    for (const route of routesIn(reply)) {
      const [destination, nextHop] = [stringIn(route, 'Destination'), stringIn(route, 'NextHop')];
      if (parseCidr(destination) === null)
        return {message: '', expected: 'Destination as address/length', actual: JSON.stringify(route)};
      if (typeOf(route) === 0 && parseIp(nextHop) === null)
        return {
          message: '',
          expected: 'NextHop as a bare address for RouteType 0',
          actual: JSON.stringify(route),
        };
    }
    return undefined;
  }),
});

export const defaultRoute = defineRule({
  id: 'network.join-reply.default-route',
  title: 'No static route is a default route beside Gateway',
  level: 'MUST',
  requirement: 'network/49',
  problem: 'Join answered with two default routes.',
  consequence: '`docker run` fails with `file exists` when dockerd sets the second',
  fix: 'Give the default route as Gateway (GatewayIPv6) alone.',
  on,
  judge: judging(reply => {
    const [v4, v6] = [stringIn(reply, 'Gateway'), stringIn(reply, 'GatewayIPv6')];
    const double = defaultRoutes(reply).find(route => (familyOf(route) === 4 ? v4 : v6) !== '');
    if (double === undefined) return undefined;
    return {
      message: '',
      expected: 'Gateway alone',
      actual: `Gateway "${v4 || v6}" and the route ${JSON.stringify(double)}`,
    };
  }),
});

export const defaultRouteAlone = defineRule({
  id: 'network.join-reply.default-route-alone',
  title: 'A default route through a next hop is given as Gateway, not as a static route',
  level: 'SHOULD',
  requirement: 'network/49',
  problem: 'Join answered with the default route as a static route.',
  consequence:
    'works up to 27; from 28 on `docker run` fails with `failed to set IPv4 default route: … no default route`',
  fix: 'Answer with Gateway (GatewayIPv6) instead.',
  on,
  judge: judging(reply => {
    if (stringIn(reply, 'Gateway') !== '' || stringIn(reply, 'GatewayIPv6') !== '') return undefined;
    const route = defaultRoutes(reply).find(one => typeOf(one) === 0);
    return route === undefined
      ? undefined
      : {message: '', expected: 'Gateway', actual: `the route ${JSON.stringify(route)}`};
  }),
});

function routesIn(reply: object): readonly object[] {
  const routes: unknown = Reflect.get(reply, 'StaticRoutes');
  return Array.isArray(routes) ? routes.filter(route => typeof route === 'object' && route !== null) : [];
}

function defaultRoutes(reply: object): readonly object[] {
  return routesIn(reply).filter(route => parseCidr(stringIn(route, 'Destination'))?.bits === 0);
}

function familyOf(route: object): 4 | 6 | undefined {
  return parseCidr(stringIn(route, 'Destination'))?.family;
}

function typeOf(route: object): number {
  const type: unknown = Reflect.get(route, 'RouteType');
  return typeof type === 'number' ? type : 0;
}
