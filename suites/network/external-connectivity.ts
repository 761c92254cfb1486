import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {about, deleteEndpoint, givenAttached, leave} from './_calls.ts';
import {givenNetwork} from './_given.ts';
import {needsPorts} from './_port-refusal.ts';
import {hostPort, program} from './_ports.ts';
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
    await needsPorts(t);
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
    await needsPorts(t);
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

export const revokeFrees = defineCheck({
  id: 'network.external-connectivity.revoke-frees',
  title: 'A host port that was revoked serves the next endpoint at once',
  level: 'MUST',
  requirement: ['network/58', 'network/55'],
  problem: 'A host port was given back and could not be used again.',
  consequence:
    '`docker network connect` that moves the gateway of a container to another network fails with `driver failed programming external connectivity …`',
  fix: 'Free the ports of an endpoint in RevokeExternalConnectivity: Leave may come much later.',
  needs,
  dependsOn,
  async run(t) {
    await needsPorts(t);
    const network = await givenNetwork(t);
    const [old, next] = [await givenAttached(t, network), await givenAttached(t, network)];
    const port = hostPort(t);
    for (const endpoint of [old, next, old]) {
      expectServedOrAbsent(t, await program(t, endpoint, [port]));
      expectServedOrAbsent(t, await about(t, 'RevokeExternalConnectivity', endpoint));
    }
  },
});
