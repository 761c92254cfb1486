import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {givenJoined, join, leave, sandboxKey} from './_calls.ts';
import {givenEndpoint} from './_endpoint.ts';
import {createNetwork, givenNetwork, planNetwork} from './_given.ts';
import {needsPorts} from './_port-refusal.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.join.succeeds'];

export const succeeds = defineCheck({
  id: 'network.join.succeeds',
  title: 'Join succeeds before the file that SandboxKey names exists',
  level: 'MUST',
  requirement: ['network/11', 'network/46', 'network/63'],
  problem: 'A container could not join the network.',
  consequence: '`docker run` fails with the error of Join; the endpoint is deleted again',
  fix: 'Answer Join with the name of the interface; up to 27 the namespace is made only after Join.',
  needs,
  dependsOn: ['network.create-endpoint.succeeds'],
  async run(t) {
    const endpoint = await givenEndpoint(t, await givenNetwork(t));
    t.expect(await join(t, endpoint)).toSucceed();
  },
});

export const srcNamesDiffer = defineCheck({
  id: 'network.join.src-names-differ',
  title: 'Each endpoint has an interface of its own name',
  level: 'MUST',
  requirement: 'network/43',
  problem: 'Two endpoints were given the same interface.',
  consequence:
    'the first container takes the interface away; the second fails with `failed to add interface …`',
  fix: 'Derive SrcName from the endpoint id: a hash of 8 to 12 letters behind a short prefix.',
  needs,
  dependsOn,
  async run(t) {
    const networks = [await givenNetwork(t), await givenNetwork(t)];
    const names: string[] = [];
    for (const network of networks) {
      for (const endpoint of [await givenEndpoint(t, network), await givenEndpoint(t, network)]) {
        const name = (await givenJoined(t, endpoint)).InterfaceName?.SrcName ?? '';
        if (name !== '') names.push(name);
      }
    }
    const sandbox = sandboxKey(t);
    for (const network of networks) {
      const joined = await join(t, await givenEndpoint(t, network), {sandbox});
      const name = joined.reply?.InterfaceName?.SrcName ?? '';
      if (name !== '') names.push(name);
    }
    t.expect.ok(new Set(names).size === names.length, {
      expected: `${names.length} different names, the last two for one container on two networks`,
      actual: names.join(', '),
    });
  },
});

export const againAfterLeave = defineCheck({
  id: 'network.join.again-after-leave',
  title: 'An endpoint that left can join again',
  level: 'MUST',
  requirement: 'network/53',
  problem: 'After Leave the same endpoint could not join any more.',
  consequence: 'a running container loses the network when a link to it is removed',
  fix: 'Keep the endpoint until DeleteEndpoint.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const endpoint = await givenEndpoint(t, await givenNetwork(t));
    for (let round = 0; round < 2; round += 1) {
      t.expect(await join(t, endpoint)).toSucceed();
      t.expect(await leave(t, endpoint)).toSucceed();
    }
  },
});

const portmap = [
  {Proto: 6, IP: '', Port: 80, HostIP: '', HostPort: 0, HostPortEnd: 0},
  {Proto: 17, IP: '', Port: 53, HostIP: '127.0.0.1', HostPort: 0, HostPortEnd: 0},
];
const exposed = [
  {Proto: 6, Port: 80},
  {Proto: 17, Port: 53},
  {Proto: 132, Port: 9},
];

export const ports = defineCheck({
  id: 'network.join.ports',
  title: 'Published ports are accepted in any order, and none at all',
  level: 'MUST',
  requirement: 'network/55',
  problem: 'A container with published ports could not join.',
  consequence: '`docker run -p …` fails',
  fix: 'Read com.docker.network.portmap and …endpoint.exposedports as lists of any length and order.',
  needs,
  dependsOn,
  async run(t) {
    await needsPorts(t);
    const network = await givenNetwork(t);
    const lists = [
      {'com.docker.network.endpoint.exposedports': exposed, 'com.docker.network.portmap': portmap},
      {
        'com.docker.network.endpoint.exposedports': [...exposed].reverse(),
        'com.docker.network.portmap': [...portmap].reverse(),
      },
      {},
    ];
    for (const options of lists) {
      const endpoint = await givenEndpoint(t, network, {options});
      t.expect(await join(t, endpoint, {options})).toSucceed();
    }
  },
});

export const internal = defineCheck({
  id: 'network.join.internal-no-gateway',
  title: 'On an internal network Join gives no gateway',
  level: 'MAY',
  requirement: 'network/75',
  problem: 'A container of an internal network got a way out.',
  consequence:
    'dockerd makes the gateway the default route of the container: unless the driver filters, `--internal` keeps nothing inside',
  fix: 'Leave Gateway and GatewayIPv6 empty where com.docker.network.internal is true, and set DisableGatewayService.',
  needs,
  dependsOn,
  async run(t) {
    const network = await planNetwork(t, {options: {'com.docker.network.internal': true}});
    const created = await createNetwork(t, network);
    if (!created.ok) t.notApplicable(`the driver refuses internal networks: ${created.error}`);
    const {Gateway, GatewayIPv6} = await givenJoined(t, await givenEndpoint(t, network, {options: {}}));
    t.expect.equal([Gateway, GatewayIPv6], ['', ''], 'Gateway and GatewayIPv6');
  },
});
