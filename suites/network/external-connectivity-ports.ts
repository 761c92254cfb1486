import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {givenAttached} from './_calls.ts';
import {givenNetwork} from './_given.ts';
import {needsPorts, portRefusal} from './_port-refusal.ts';
import {hostPort, program, TCP, UDP} from './_ports.ts';
import {expectServedOrAbsent} from './optional.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.external-connectivity.served-or-absent'];

export const publishes = defineCheck({
  id: 'network.external-connectivity.publishes',
  title: 'A container with a published port starts',
  level: 'MAY',
  requirement: 'network/55',
  problem: 'The driver refused every container with a published port.',
  consequence: '`docker run -p …` fails with the error of the driver',
  fix: 'Publish the ports in com.docker.network.portmap, or tell users of the driver that -p is not for them.',
  needs,
  dependsOn,
  async run(t) {
    const refusal = await portRefusal(t);
    t.expect.ok(refusal === '', {expected: '`docker run -p 8080:80` succeeds', actual: refusal});
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
    await needsPorts(t);
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
    await needsPorts(t);
    const endpoint = await givenAttached(t, await givenNetwork(t));
    const port = hostPort(t);
    expectServedOrAbsent(t, await program(t, endpoint, [port, {Proto: UDP, HostPort: port}]));
  },
});

export const hostIps = defineCheck({
  id: 'network.external-connectivity.host-ips-apart',
  title: 'One host port may be published on two addresses of the host, by one container or by two',
  level: 'SHOULD',
  requirement: 'network/55',
  problem: 'A host port was refused because it is in use on another address of the host.',
  consequence:
    '`docker run -p 127.0.0.1:80:80 …` fails beside a container with `-p 127.0.0.2:80:80`, with `driver failed programming external connectivity …`',
  fix: 'Tell ports apart by HostIP too; an empty one stands for all addresses.',
  needs,
  dependsOn,
  async run(t) {
    await needsPorts(t);
    const network = await givenNetwork(t);
    const [one, other] = [await givenAttached(t, network), await givenAttached(t, network)];
    const HostPort = hostPort(t);
    const on = (last: number) => ({Proto: TCP, HostIP: `127.0.0.${last}`, HostPort});
    expectServedOrAbsent(t, await program(t, one, [on(1), on(2)]));
    expectServedOrAbsent(t, await program(t, other, [on(3)]));
  },
});
