import type {Json} from './_bodies.ts';
import {execs, runs, service, serviceUpdate, single} from './_lines.ts';
import {answer, type Command} from './_step.ts';

/** Requests that give their user the same: who denies one and allows another has denied nothing. */
export interface Effect {
  /** What the user gets. */
  readonly name: string;
  /** The same operation, written in other words. */
  readonly alike: readonly Command[];
  /** Another way to the same. */
  readonly ways: readonly Command[];
}

const BIND = {Type: 'bind', Source: '/', Target: '/host'};
const DEVICE = {type: 'none', o: 'bind', device: '/'};

/** Places below which policies often allow mounts; dockerd cleans the path, and they need not exist. */
const HARMLESS_PLACES = ['/data', '/home', '/mnt', '/opt', '/srv', '/tmp', '/var', '/workspace'];

/**
 * What dockerd takes for root: users and groups are numbers or names, and where nothing stands before the colon it is user 0,
 * whatever the image or the container says (moby v28.5.2 vendored moby/sys/user GetExecUser).
 */
const ROOT = ['root', '0', '0:0', '+0', '00', '-0', '0:', ':', ':0', 'root:0'];

/** What gives root on the host, or in a container. Verified on a real dockerd: test/lab/authz-effects.test.ts. */
export const effects: readonly Effect[] = [
  {
    name: 'a privileged container',
    alike: [runs('run --privileged', {Privileged: true})],
    ways: [execs('exec --privileged', {Privileged: true})],
  },
  {
    name: "the host's files",
    alike: [
      binds('/:/host'),
      runs('run --mount type=bind', {Mounts: [BIND]}),
      binds('/.:/host'),
      binds('//:/host'),
      binds('/:/host:rw'),
      ...HARMLESS_PLACES.map(place => binds(`${place}/..:/host`)),
    ],
    ways: [
      runs('run --mount type=volume,volume-opt=o=bind', {
        Mounts: [
          {Type: 'volume', Source: 'v', Target: '/host', VolumeOptions: {DriverConfig: {Options: DEVICE}}},
        ],
      }),
      single('volume create -o device=/', {
        method: 'POST',
        path: '/volumes/create',
        body: {Driver: 'local', DriverOpts: DEVICE, Name: 'v'},
        reply: answer({Name: 'v'}, 201),
      }),
      service('service create --mount type=bind', {Mounts: [BIND]}),
      serviceUpdate('service update --mount-add type=bind', {Mounts: [BIND]}),
      // a link of the kernel's to the root directory
      binds('/proc/self/root:/host'),
    ],
  },
  {
    name: "docker's socket",
    alike: ['/var/run/docker.sock', '/run/docker.sock', '/var/run/../run/docker.sock'].flatMap(path => [
      binds(`${path}:/s`),
      runs(`run --mount type=bind,src=${path}`, {Mounts: [{Type: 'bind', Source: path, Target: '/s'}]}),
    ]),
    ways: [binds('/run:/r'), binds('/var/run:/r')],
  },
  {
    name: 'the volumes of another container',
    alike: ['other', 'other:rw', '/other'].map(one =>
      runs(`run --volumes-from ${one}`, {VolumesFrom: [one]}),
    ),
    ways: [],
  },
  {
    name: 'root in a running container',
    alike: ROOT.map(user => execs(`exec -u ${user}`, {User: user})),
    ways: [],
  },
  {
    name: 'a container that root runs',
    alike: ROOT.map(user => runs(`run -u ${user}`, {}, {User: user})),
    ways: [],
  },
  {name: "the host's processes", alike: [runs('run --pid host', {PidMode: 'host'})], ways: []},
  ofContainer('processes', 'pid', 'PidMode'),
  {
    name: "the host's network",
    alike: [runs('run --network host', {NetworkMode: 'host'})],
    ways: [
      single('build --network host', {
        method: 'POST',
        path: '/build?dockerfile=Dockerfile&networkmode=host&t=built&version=1',
        headers: [['Content-Type', 'application/x-tar']],
        reply: {kind: 'stream'},
      }),
      service('service create --network host', {}, {Networks: [{Target: 'host'}]}),
    ],
  },
  ofContainer('network', 'network', 'NetworkMode'),
  {
    name: 'all capabilities',
    alike: [runs('run --cap-add ALL', {CapAdd: ['ALL']}), runs('run --cap-add all', {CapAdd: ['all']})],
    ways: [service('service create --cap-add ALL', {CapabilityAdd: ['ALL']})],
  },
  {
    name: 'the capability SYS_ADMIN',
    alike: [
      runs('run --cap-add SYS_ADMIN', {CapAdd: ['SYS_ADMIN']}),
      runs('run --cap-add CAP_SYS_ADMIN', {CapAdd: ['CAP_SYS_ADMIN']}),
      runs('run --cap-add sys_admin', {CapAdd: ['sys_admin']}),
    ],
    ways: [
      service('service create --cap-add SYS_ADMIN', {CapabilityAdd: ['CAP_SYS_ADMIN']}),
      runs('run --cap-add ALL', {CapAdd: ['ALL']}),
    ],
  },
  {
    name: 'devices of the host',
    alike: ['/dev/mem', '//dev/mem', '/dev/./mem'].map(device),
    // the capability to make device nodes is one of the usual ones
    ways: [runs("run --device-cgroup-rule 'a *:* rwm'", {DeviceCgroupRules: ['a *:* rwm']}), device('/dev')],
  },
  // the separator of old clients still works: moby v28.5.2 daemon/daemon_unix.go parseSecurityOpt
  unconfined(
    'a container without seccomp',
    ['seccomp=unconfined', 'seccomp:unconfined'],
    ['seccomp={"defaultAction":"SCMP_ACT_ALLOW"}'],
  ),
  unconfined('a container without AppArmor', ['apparmor=unconfined', 'apparmor:unconfined']),
  unconfined('a container without SELinux', ['label=disable', 'label:disable', 'disable']),
];

function binds(bind: string): Command {
  return runs(`run -v ${bind}`, {Binds: [bind]});
}

function device(path: string): Command {
  const mapping = {PathOnHost: path, PathInContainer: path, CgroupPermissions: 'rwm'};
  return runs(`run --device ${path}`, {Devices: [mapping]});
}

/** What a container shares with another one, which is found by its name with and without the slash. */
function ofContainer(what: string, flag: string, member: string): Effect {
  const alike = ['container:other', 'container:/other'];
  return {
    name: `the ${what} of another container`,
    alike: alike.map(mode => runs(`run --${flag} ${mode}`, {[member]: mode} satisfies Json)),
    ways: [],
  };
}

function unconfined(name: string, options: readonly string[], others: readonly string[] = []): Effect {
  const withOption = (option: string) => runs(`run --security-opt ${option}`, {SecurityOpt: [option]});
  return {name, alike: options.map(withOption), ways: others.map(withOption)};
}
