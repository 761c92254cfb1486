import assert from 'node:assert/strict';
import {posix} from 'node:path';
import test from 'node:test';
import {createBody, type Json} from '../../suites/authz/catalogue/_bodies.ts';
import type {Command} from '../../suites/authz/catalogue/_step.ts';
import {requestOf} from '../../suites/authz/catalogue/_step.ts';
import {effects} from '../../suites/authz/catalogue/effects.ts';
import {sendToDockerd} from './api.ts';
import {whyNoLab} from './available.ts';
import {type Lab, withDockerd} from './lab.ts';

const skip = whyNoLab() ?? false;

const keepRunning = `busybox:lab sh -c 'trap exit TERM; while :; do sleep 0.1; done'`;

/** The flags of a line of the catalogue. */
function flagsOf(line: string): string {
  return line.replace(/^docker run | busybox$/g, '');
}

/** Creates the container, not started, and what dockerd made of it. */
async function inspected(root: string, {steps}: Command): Promise<Json> {
  const step = steps.find(({path}) => path.startsWith('/containers/create'));
  assert.ok(step);
  const made = await sendToDockerd(root, requestOf({...step, path: '/containers/create'}, '1.41'));
  assert.equal(made.status, 201, made.body);
  const {Id} = JSON.parse(made.body);
  const seen = await sendToDockerd(root, {method: 'GET', target: `/containers/${Id}/json`});
  await sendToDockerd(root, {method: 'DELETE', target: `/containers/${Id}?force=1`});
  return JSON.parse(seen.body);
}

function alikeIn(name: string): readonly Command[] {
  return effects.find(effect => effect.name === name)?.alike ?? assert.fail(name);
}

test('A real dockerd mounts the root of the host for all words that the hunt takes for it', {
  skip,
}, async () => {
  await withDockerd({}, async ({root}) => {
    for (const command of alikeIn("the host's files")) {
      const [mount] = (await inspected(root, command))['Mounts'] as readonly Json[];
      const {Type, Source, Destination, RW} = mount ?? {};
      // dockerd itself cleans some of the paths, the kernel the others
      const source = posix.normalize(`${Source}`).replace(/(?<=.)\/$/, '');
      assert.deepEqual(
        {Type, source, Destination, RW},
        {Type: 'bind', source: '/', Destination: '/host', RW: true},
        command.line,
      );
    }
  });
});

test('A real dockerd runs all users that the hunt takes for root as root', {skip}, async () => {
  await withDockerd({}, async lab => {
    await lab.docker(`run -d --name c1 -u 1000 ${keepRunning}`);
    await lab.docker(`exec -u 0 c1 sh -c 'mkdir -p /etc; echo root:x:0:0::/:/bin/sh >/etc/passwd'`);
    for (const {line} of alikeIn('root in a running container')) {
      const {stdout, stderr} = await lab.docker(`${line.replace(/^docker /, '')} -u`);
      assert.equal(stdout, '0\n', `${line}: ${stderr}`);
    }
    for (const {line} of alikeIn('a container that root runs')) {
      // the image names no users
      if (line.includes('root')) continue;
      const {stdout, stderr} = await lab.docker(`run --rm ${flagsOf(line)} busybox:lab id -u`);
      assert.equal(stdout, '0\n', `${line}: ${stderr}`);
    }
  });
});

/** What a command prints in a container with each of these words. */
async function printed(
  lab: Lab,
  words: readonly Pick<Command, 'line'>[],
  command: string,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (const {line} of words) {
    const {exit, stdout, stderr} = await lab.docker(
      `run --rm ${flagsOf(line)} busybox:lab sh -c '${command}'`,
    );
    assert.equal(exit, 0, `${line}: ${stderr}`);
    seen.add(stdout);
  }
  return seen;
}

test('A real dockerd shares the same of another container, and of the host, for all words that the hunt takes for it', {
  skip,
}, async () => {
  await withDockerd({}, async lab => {
    // one that containers may have on any machine
    const devices = alikeIn('devices of the host').map(({line}) => ({line: line.replace('mem', 'full')}));
    const written = (name: string) => alikeIn(name).filter(({line}) => !line.includes('--mount'));
    await lab.docker(`run -d --name other -v /:/of-other ${keepRunning}`);
    const same = [
      await printed(lab, alikeIn('the volumes of another container'), 'stat -c %d:%i /of-other'),
      await printed(lab, alikeIn('the processes of another container'), 'readlink /proc/self/ns/pid'),
      await printed(lab, alikeIn('the network of another container'), 'readlink /proc/self/ns/net'),
      await printed(lab, written("docker's socket"), 'stat -c %d:%i /s'),
      await printed(lab, devices, 'ls /dev/full'),
    ];
    assert.deepEqual(
      same.map(({size}) => size),
      [1, 1, 1, 1, 1],
    );
  });
});

test('A real dockerd gives the same capability for all words that the hunt takes for it', {
  skip,
}, async () => {
  await withDockerd({}, async lab => {
    const sets = new Set<string>();
    for (const {line} of alikeIn('the capability SYS_ADMIN')) {
      // one that the machine of the test can give
      const flags = flagsOf(line).replace(/sys_admin/i, word => (word === 'sys_admin' ? 'kill' : 'KILL'));
      const {stdout, stderr} = await lab.docker(
        `run --rm --cap-drop ALL ${flags} busybox:lab sh -c 'grep CapEff /proc/self/status'`,
      );
      assert.match(stdout, /^CapEff:\t0*20\r?\n/, `${line}: ${stderr}`);
      sets.add(stdout);
    }
    assert.equal(sets.size, 1);
  });
});

test('A real dockerd takes all words for all capabilities alike, and all words for no seccomp filter', {
  skip,
}, async () => {
  await withDockerd({}, async lab => {
    for (const name of ['all capabilities', 'a container without seccomp']) {
      const seen = new Set<string>();
      for (const {line} of alikeIn(name)) {
        // a small machine may be unable to give all capabilities: it says so for each word then
        const {stdout, stderr} = await lab.docker(
          `run --rm ${flagsOf(line)} busybox:lab sh -c 'grep -E "^(CapEff|Seccomp):" /proc/self/status'`,
        );
        assert.doesNotMatch(stderr, /invalid (CapAdd|--security-opt)/i, line);
        seen.add(stdout);
      }
      assert.equal(seen.size, 1, [...seen].join());
    }
  });
});

test('The body of a create that the catalogue calls harmless asks for nothing', () => {
  const {HostConfig} = createBody() as {readonly HostConfig: Json};
  assert.deepEqual(
    [HostConfig['Privileged'], HostConfig['Binds'], HostConfig['CapAdd']],
    [false, null, null],
  );
});

test('A real dockerd gives the namespaces of the host for no other words than `host`', {skip}, async () => {
  await withDockerd({}, async lab => {
    const namespaces = async (flags: string) => {
      const look = 'for one in pid net uts; do readlink /proc/self/ns/$one; done';
      const {stdout} = await lab.docker(`run --rm ${flags} busybox:lab sh -c '${look}'`);
      return stdout.split(/\s+/).filter(line => line !== '');
    };
    const host = await namespaces('--pid host --network host --uts host');
    assert.equal(host.length, 3);
    const {stdout: id} = await lab.docker('network inspect -f {{.Id}} host');
    for (const flags of [`--network ${id.trim()}`, '--pid host:', '--pid Host', '--uts host:']) {
      const shared = (await namespaces(flags)).filter(one => host.includes(one));
      assert.deepEqual(shared, [], flags);
    }
    assert.equal((await lab.docker(`run -d --name alone --network none ${keepRunning}`)).exit, 0);
    const joined = await lab.docker('network connect host alone');
    assert.notEqual(joined.exit, 0);
  });
});
