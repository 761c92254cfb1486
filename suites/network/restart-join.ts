import {canRestart, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {deleteEndpoint, givenJoined, leave} from './_calls.ts';
import {givenEndpoint} from './_endpoint.ts';
import {givenNetwork} from './_given.ts';

const needs = [implementsDriver('NetworkDriver'), canRestart];
const dependsOn = ['network.restart.endpoints-kept'];

export const srcNamesDiffer = defineCheck({
  id: 'network.restart.src-names-differ',
  title: 'After a restart of the plugin a new endpoint does not get the interface name of one from before',
  level: 'MUST',
  requirement: ['network/43', 'network/66'],
  problem: 'After a restart of the plugin two endpoints had the same interface name.',
  consequence:
    'the interface can not be made, or is taken from the container that has it: `docker run` fails with `failed to add interface …`',
  fix: 'Derive SrcName from the endpoint id, or keep the number that it is made of on disk.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const names: string[] = [];
    // who counts from the start of the process begins anew twice
    for (let start = 0; start < 2; start += 1) {
      await restart(t);
      const joined = await givenJoined(t, await givenEndpoint(t, network));
      names.push(joined.InterfaceName?.SrcName ?? '');
    }
    if (names.includes('')) t.notApplicable('Join names no interface');
    t.expect.ok(names[0] !== names[1], {
      expected: `another name than ${names[0]}, which an endpoint from before the restart has`,
      actual: `${names[1]}`,
    });
  },
});

export const sameWayOut = defineCheck({
  id: 'network.restart.same-way-out',
  title: 'After a restart of the plugin Join gives new containers the same gateways and routes as before',
  level: 'MUST',
  requirement: ['network/29', 'network/66'],
  problem: 'After a restart of the plugin Join gave other gateways or routes.',
  consequence: 'containers that start after an update of the plugin have no way out, or another one',
  fix: 'Keep on disk all that CreateNetwork gave, not the id alone.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const wayOut = async () => {
      const endpoint = await givenEndpoint(t, network);
      const {Gateway, GatewayIPv6, StaticRoutes, DisableGatewayService} = await givenJoined(t, endpoint);
      await leave(t, endpoint);
      await deleteEndpoint(t, endpoint);
      return JSON.stringify({Gateway, GatewayIPv6, StaticRoutes: StaticRoutes ?? [], DisableGatewayService});
    };
    const [first, second] = [await wayOut(), await wayOut()];
    if (first !== second) t.notApplicable('each container has a way out of its own');
    await restart(t);
    t.expect.equal(await wayOut(), first, 'what Join gives');
  },
});
