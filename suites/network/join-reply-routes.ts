import {defineRule, formatCidr, networkOf, parseCidr, parseIp} from '../../src/authoring.ts';
import {judging} from './_join.ts';
import {stringIn} from './_reading.ts';

const on = 'NetworkDriver.Join';

export const staticRoutes = defineRule({
  id: 'network.join-reply.static-routes',
  title:
    'Every static route has a Destination with prefix length and without host bits, and one of type 0 a NextHop',
  level: 'MUST',
  requirement: 'network/48',
  problem: 'Join answered with a route that dockerd can not set.',
  consequence:
    'the start fails when dockerd sets the route; from 26.0.1 on one without Destination makes dockerd panic',
  fix: 'Give each route `{"Destination": "10.9.0.0/16", "RouteType": 0, "NextHop": "10.5.0.1"}`, or RouteType 1 without NextHop.',
  on,
  judge: judging(reply => {
    for (const route of routesIn(reply)) {
      const [destination, nextHop] = [stringIn(route, 'Destination'), stringIn(route, 'NextHop')];
      const prefix = parseCidr(destination);
      if (prefix === null || networkOf(prefix).value !== prefix.value)
        return {
          message: '',
          expected: 'Destination as address/length, all bits behind the length 0',
          actual: JSON.stringify(route),
        };
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

export const routesDiffer = defineRule({
  id: 'network.join-reply.routes-differ',
  title: 'No static route is given twice',
  level: 'MUST',
  requirement: 'network/48',
  problem: 'Join answered with the same route twice.',
  consequence: '`docker run` fails with `file exists` when dockerd sets the second',
  fix: 'Give each destination once.',
  on,
  judge: judging(reply => {
    const destinations = routesIn(reply).flatMap(route => {
      const prefix = parseCidr(stringIn(route, 'Destination'));
      return prefix === null ? [] : [formatCidr(networkOf(prefix))];
    });
    const twice = destinations.find((each, index) => destinations.indexOf(each) !== index);
    if (twice === undefined) return undefined;
    return {message: '', expected: 'different destinations', actual: `two routes to ${twice}`};
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
