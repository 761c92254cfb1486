import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {restartDaemon} from '../volume/_docker.ts';
import {expectTakenAway, givenEngineNetwork, running} from './_docker.ts';
import {needsTwoNetworks} from './_places.ts';
import {needsPorts, portRefusal} from './_port-refusal.ts';
import {hostPort} from './_ports.ts';

const needs = [implementsDriver('NetworkDriver')];
// the model's daemon says hello, which other checks must not hear of: all are exclusive
const dependsOn = ['network.leave.succeeds', 'network.external-connectivity.served-or-absent'];
/** Stories of dozens of calls, each of which may take its time. */
const timeoutMs = 180_000;
const freesPorts = 'network.external-connectivity.leave-without-revoke';

export const connectAndRestart = defineCheck({
  id: 'network.daemon.connect-and-restart',
  title: 'A container is connected to a second network, taken off the first, stopped, started and restarted',
  level: 'MUST',
  requirement: ['network/41', 'network/57', 'network/58'],
  problem: 'A container that changed its networks got into trouble.',
  consequence:
    '`docker network connect`, `disconnect`, `stop` or `start` fails, or leaves something in the plugin',
  fix: 'Treat each endpoint by itself: another one of the same container may come, go and become the gateway.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoNetworks(t);
    const docker = await t.docker();
    const [first, second] = [await givenEngineNetwork(t, docker), await givenEngineNetwork(t, docker)];
    const web = await running(t, docker, {network: first.name});
    const steps = [
      ['network connect', () => docker.networks.connect(second.name, web.name)],
      ['network disconnect', () => docker.networks.disconnect(first.name, web.name)],
      ['stop', () => web.stop()],
      ['start', () => web.start()],
      ['restart', () => web.restart()],
      ['rm -f', () => web.rm({force: true})],
      ['network rm', () => docker.networks.rm([first.name, second.name])],
    ] as const;
    for (const [name, step] of steps)
      t.expect.equal((await step()).error, '', `the error of \`docker ${name}\``);
    expectTakenAway(t);
  },
});

export const internal = defineCheck({
  id: 'network.daemon.internal',
  title: 'A container starts and stops on an internal network, for which CreateEndpoint has no options',
  level: 'MUST',
  requirement: ['network/17', 'network/57'],
  problem: 'A container did not start or stop on an internal network.',
  consequence: '`docker run` on a network made with --internal fails',
  fix: 'Take the port options of CreateEndpoint as optional: on internal networks Options is `{}`.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs,
  async run(t) {
    const docker = await t.docker();
    const inside = await givenEngineNetwork(t, docker, {internal: true});
    const web = await running(t, docker, {network: inside.name});
    t.expect.equal((await web.rm({force: true})).error, '', 'the error of `docker rm -f`');
    expectTakenAway(t);
  },
});

export const gatewayMoves = defineCheck({
  id: 'network.daemon.gateway-moves',
  title: 'Published ports move with the gateway to another endpoint of the container, and are free after it',
  level: 'MUST',
  requirement: ['network/58', 'network/55'],
  problem: 'A published port was taken, though its container had moved or was gone.',
  consequence:
    '`docker network connect` or the next `docker run -p` fails with `driver failed programming external connectivity on endpoint …`',
  fix: 'Free the ports of an endpoint in RevokeExternalConnectivity, and whatever is left of them in Leave.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoNetworks(t);
    await needsPorts(t);
    const docker = await t.docker();
    const late = await givenEngineNetwork(t, docker, {word: 'z-late'});
    const early = await givenEngineNetwork(t, docker, {word: 'a-early'});
    const ports = [`${hostPort(t)}:80`];
    const web = await running(t, docker, {network: late.name, ports});
    // the name that sorts first becomes the gateway
    const connected = await docker.networks.connect(early.name, web.name);
    t.expect.equal(connected.error, '', 'the error of `docker network connect`');
    t.expect.equal((await web.rm({force: true})).error, '', 'the error of `docker rm -f`');
    await running(t, docker, {network: late.name, ports});
    expectTakenAway(t);
  },
});

export const crash = defineCheck({
  id: 'network.daemon.crash-containers-return',
  title: 'After a crash of dockerd containers with a restart policy get their address and their ports again',
  // many SDKs answer Plugin.Activate by themselves: a driver on them cannot tell that dockerd was started anew
  level: 'SHOULD',
  requirement: ['network/42', 'network/69'],
  problem: 'After a crash of dockerd a container did not come back.',
  consequence:
    'dockerd forgets the endpoints of before and tells the plugin nothing: what they hold stands in the way of the same container, which stays down',
  fix: 'After Plugin.Activate let a new endpoint take over address, MAC and host ports of an old one.',
  needs,
  dependsOn: [...dependsOn, freesPorts, 'network.daemon-restart.same-address'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    const docker = await t.docker();
    const {name, ip} = await givenEngineNetwork(t, docker);
    const ports = (await portRefusal(t)) === '' ? [`${hostPort(t)}:80`] : [];
    const web = await running(t, docker, {network: name, ports, restart: 'always', ...(ip && {ip})});
    await restartDaemon(docker, {how: 'kill'});
    const complaints = docker.log.map(({message}) => message).join('; ');
    t.expect.ok(web.running, {
      expected: 'the container runs again',
      actual: `it does not; dockerd logs: ${complaints || 'nothing'}`,
    });
  },
});

export const liveRestore = defineCheck({
  id: 'network.daemon.live-restore',
  title: 'A container that outlived dockerd (live-restore) stops and frees its ports, though no Revoke comes',
  level: 'MUST',
  requirement: ['network/68', 'network/58'],
  problem: 'A container that outlived dockerd left something behind when it stopped.',
  consequence: 'the next `docker run -p` with its port fails, or its endpoint stays in the plugin for ever',
  fix: 'Let Leave free the ports: from 29 on dockerd does not revoke what another process of it programmed.',
  needs,
  dependsOn: [...dependsOn, freesPorts],
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsPorts(t);
    const docker = await t.docker();
    await restartDaemon(docker, {liveRestore: true});
    const {name} = await givenEngineNetwork(t, docker);
    const ports = [`${hostPort(t)}:80`];
    const web = await running(t, docker, {network: name, ports});
    await restartDaemon(docker, {how: 'kill'});
    t.expect.equal((await web.rm({force: true})).error, '', 'the error of `docker rm -f`');
    await running(t, docker, {network: name, ports});
    expectTakenAway(t);
  },
});
