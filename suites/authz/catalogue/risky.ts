import {createBody, execBody, type Json, serviceBody} from './_bodies.ts';
import {answer, type Command, create, exec, ping, run, type Step} from './_step.ts';

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
      runs('run -v /:/host', {Binds: ['/:/host']}),
      runs('run --mount type=bind', {Mounts: [BIND]}),
      runs('run -v /.:/host', {Binds: ['/.:/host']}),
      runs('run -v //:/host', {Binds: ['//:/host']}),
      runs('run -v /:/host:rw', {Binds: ['/:/host:rw']}),
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
    ],
  },
  {
    name: 'root in a running container',
    alike: [
      execs('exec -u root', {User: 'root'}),
      execs('exec -u 0', {User: '0'}),
      execs('exec -u 0:0', {User: '0:0'}),
      execs('exec -u +0', {User: '+0'}),
      execs('exec -u 00', {User: '00'}),
    ],
    ways: [],
  },
  {name: "the host's processes", alike: [runs('run --pid host', {PidMode: 'host'})], ways: []},
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
    ways: [service('service create --cap-add SYS_ADMIN', {CapabilityAdd: ['CAP_SYS_ADMIN']})],
  },
  {
    name: 'devices of the host',
    alike: [
      runs('run --device /dev/mem', {
        Devices: [{PathOnHost: '/dev/mem', PathInContainer: '/dev/mem', CgroupPermissions: 'rwm'}],
      }),
    ],
    // the capability to make device nodes is one of the usual ones
    ways: [runs("run --device-cgroup-rule 'a *:* rwm'", {DeviceCgroupRules: ['a *:* rwm']})],
  },
  // the separator of old clients still works: moby v28.5.2 daemon/daemon_unix.go parseSecurityOpt
  unconfined('a container without seccomp', ['seccomp=unconfined', 'seccomp:unconfined']),
  unconfined('a container without AppArmor', ['apparmor=unconfined', 'apparmor:unconfined']),
  unconfined('a container without SELinux', ['label=disable', 'label:disable', 'disable']),
];

/** All of them, and what a policy may deny besides. */
export const risky: readonly Command[] = [
  ...effects.flatMap(({alike, ways}) => [...alike, ...ways]),
  single('create --privileged', {
    method: 'POST',
    path: '/containers/create',
    body: createBody({Privileged: true}),
    reply: answer({Id: 'c', Warnings: []}, 201),
  }),
  runs('run --ipc host', {IpcMode: 'host'}),
  runs('run --uts host', {UTSMode: 'host'}),
  runs('run --userns host', {UsernsMode: 'host'}),
  single('plugin enable', {method: 'POST', path: '/plugins/vol/enable?timeout=0', reply: {status: 200}}),
  single('stop other', {method: 'POST', path: '/containers/other/stop', reply: {status: 204}}),
  single('system prune', {
    method: 'POST',
    path: '/containers/prune',
    reply: answer({ContainersDeleted: null}),
  }),
];

function runs(name: string, host: Json): Command {
  const flags = name.replace(/^run /, '');
  return {name, line: `docker run ${flags} busybox`, steps: run(createBody(host))};
}

function execs(name: string, asked: Json): Command {
  return {name, line: `docker ${name} c1 id`, steps: exec(execBody(asked))};
}

function single(name: string, step: Step): Command {
  return {name, line: `docker ${name}`, steps: [ping, step]};
}

/** A task of a swarm: what its container is given, and what the task is. */
function service(name: string, container: Json, task: Json = {}): Command {
  const body = serviceBody(container, task);
  return single(name, {method: 'POST', path: '/services/create', body, reply: answer({ID: 's'}, 201)});
}

function unconfined(name: string, options: readonly string[]): Effect {
  return {
    name,
    alike: options.map(option => runs(`run --security-opt ${option}`, {SecurityOpt: [option]})),
    ways: [],
  };
}

/** `docker create` in the place of `run`: one request, for the laboratory. */
export function created(host: Json): Step {
  return create(createBody(host));
}
