import {type Call, type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {about, deleteEndpoint, givenAttached, leave} from './_calls.ts';
import type {GivenEndpoint} from './_endpoint.ts';
import {givenNetwork} from './_given.ts';
import {expectServedOrAbsent} from './optional.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.external-connectivity.served-or-absent'];

export const servedOrAbsent = defineCheck({
  id: 'network.external-connectivity.served-or-absent',
  title: 'Program- and RevokeExternalConnectivity succeed, or are not served at all (404)',
  level: 'MUST',
  requirement: ['network/56', 'network/58'],
  problem: 'External connectivity was refused.',
  consequence:
    '`docker run` fails with `driver failed programming external connectivity on endpoint …` wherever Join gave a gateway',
  fix: 'Implement both calls, or answer 404.',
  needs,
  dependsOn: ['network.join.succeeds'],
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    for (let round = 0; round < 2; round += 1) {
      expectServedOrAbsent(t, await program(t, endpoint, []));
      expectServedOrAbsent(t, await about(t, 'RevokeExternalConnectivity', endpoint));
    }
  },
});

export const revokeWithoutProgram = defineCheck({
  id: 'network.external-connectivity.revoke-without-program',
  title: 'RevokeExternalConnectivity may come without ProgramExternalConnectivity',
  level: 'SHOULD',
  requirement: 'network/58',
  problem: 'Revoking what was never programmed was refused.',
  consequence: 'up to 28 dockerd does so on internal networks: an error in its log at each stop',
  fix: 'Answer RevokeExternalConnectivity with 200 and `{}` when there is nothing to revoke.',
  needs,
  dependsOn,
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    expectServedOrAbsent(t, await about(t, 'RevokeExternalConnectivity', endpoint));
  },
});

export const leaveWithoutRevoke = defineCheck({
  id: 'network.external-connectivity.leave-without-revoke',
  title: 'Leave and DeleteEndpoint without RevokeExternalConnectivity give the host port back',
  level: 'MUST',
  requirement: 'network/58',
  problem: 'A container was gone, but its host port was still taken.',
  consequence:
    'after a live-restore 29 sends no Revoke: the next container with that port fails to start, though nobody uses it',
  fix: 'Let Leave and DeleteEndpoint undo what ProgramExternalConnectivity did.',
  needs,
  dependsOn,
  async run(t) {
    const network = await givenNetwork(t);
    const HostPort = hostPort(t);
    for (let start = 0; start < 2; start += 1) {
      const endpoint = await givenAttached(t, network);
      expectServedOrAbsent(t, await program(t, endpoint, [HostPort]));
      await leave(t, endpoint);
      t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
    }
  },
});

export const failedLeavesNothing = defineCheck({
  id: 'network.external-connectivity.failed-leaves-nothing',
  title: 'A ProgramExternalConnectivity that was refused keeps none of its ports',
  level: 'MUST',
  requirement: 'network/59',
  problem: 'A refused ProgramExternalConnectivity kept a host port.',
  consequence: 'no Revoke follows a failed Program: the next start fails too, since the port stays taken',
  fix: 'Take all ports or none.',
  needs,
  dependsOn,
  async run(t) {
    const network = await givenNetwork(t);
    const [taken, free] = [hostPort(t), hostPort(t)];
    const [holder, failing, next] = [
      await givenAttached(t, network),
      await givenAttached(t, network),
      await givenAttached(t, network),
    ];
    expectServedOrAbsent(t, await program(t, holder, [taken]));
    const refused = await program(t, failing, [free, taken]);
    if (refused.ok || refused.exchange.response?.status === 404)
      t.notApplicable('the driver takes a host port twice, so it can not be made to refuse one');
    expectServedOrAbsent(t, await program(t, next, [free]));
  },
});

export const anyPort = defineCheck({
  id: 'network.external-connectivity.any-port',
  title: 'Host port 0 (any), also twice, and a range of host ports are accepted',
  level: 'MUST',
  requirement: 'network/55',
  problem: 'A container whose host ports docker leaves to the driver was refused.',
  consequence: '`docker run -P` or `-p 80` fails with `driver failed programming external connectivity …`',
  fix: 'Choose a free port for HostPort 0, and one from HostPort to HostPortEnd for a range.',
  needs,
  dependsOn,
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    const first = hostPort(t);
    const range = {Proto: TCP, HostPort: first, HostPortEnd: first + 9};
    expectServedOrAbsent(t, await program(t, endpoint, [0, 0, range]));
  },
});

export const protocolsApart = defineCheck({
  id: 'network.external-connectivity.protocols-apart',
  title: 'One host port may be published for TCP and for UDP',
  level: 'MUST',
  requirement: 'network/55',
  problem: 'A host port was refused because it serves another protocol.',
  consequence:
    '`docker run -p 53:53/tcp -p 53:53/udp …` fails with `driver failed programming external connectivity …`',
  fix: 'Tell ports apart by protocol (Proto 6 is TCP, 17 is UDP) and number.',
  needs,
  dependsOn,
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    const port = hostPort(t);
    expectServedOrAbsent(t, await program(t, endpoint, [port, {Proto: UDP, HostPort: port}]));
  },
});

const TCP = 6;
const UDP = 17;

interface Binding {
  readonly Proto: number;
  readonly HostPort: number;
  readonly HostPortEnd?: number;
}

/** Binds container port 80; a number is a host port of TCP. */
function program(
  t: CheckContext,
  {ids}: GivenEndpoint,
  hostPorts: readonly (number | Binding)[],
): Promise<Call> {
  const portmap = hostPorts.map(each => {
    const binding: Binding = typeof each === 'number' ? {Proto: TCP, HostPort: each} : each;
    const {Proto, HostPort, HostPortEnd = HostPort} = binding;
    return {Proto, IP: '', Port: 80, HostIP: '', HostPort, HostPortEnd};
  });
  const exposed = portmap.map(({Proto, Port}) => ({Proto, Port}));
  const Options = {
    'com.docker.network.endpoint.exposedports': exposed,
    'com.docker.network.portmap': portmap,
  };
  return t.plugin.call('NetworkDriver.ProgramExternalConnectivity', {...ids, Options});
}

/** A port that is probably free: below the ports that the kernel gives out by itself. */
function hostPort(t: CheckContext): number {
  return 20_000 + Math.floor(t.random() * 12_000);
}
