import assert from 'node:assert/strict';
import test from 'node:test';
import {createBody, type Json} from '../../suites/authz/catalogue/_bodies.ts';
import type {Command} from '../../suites/authz/catalogue/_step.ts';
import {requestOf} from '../../suites/authz/catalogue/_step.ts';
import {effects} from '../../suites/authz/catalogue/risky.ts';
import {sendToDockerd} from './api.ts';
import {whyNoLab} from './available.ts';
import {withDockerd} from './lab.ts';

const skip = whyNoLab() ?? false;

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
      const source = `${Source}`.replace(/^\/\.$|^\/\/$/, '/');
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
    await lab.docker(`run -d --name c1 busybox:lab sh -c 'trap exit TERM; while :; do sleep 0.1; done'`);
    await lab.docker(`exec c1 sh -c 'mkdir -p /etc; echo root:x:0:0::/:/bin/sh >/etc/passwd'`);
    for (const {line} of alikeIn('root in a running container')) {
      const {stdout, stderr} = await lab.docker(`${line.replace(/^docker /, '')} -u`);
      assert.equal(stdout, '0\n', `${line}: ${stderr}`);
    }
  });
});

test('A real dockerd gives the same capability for all words that the hunt takes for it', {
  skip,
}, async () => {
  await withDockerd({}, async lab => {
    const sets = new Set<string>();
    for (const {line} of alikeIn('the capability SYS_ADMIN')) {
      // one that the machine of the test can give
      const flags = line
        .replace(/^docker run | busybox$/g, '')
        .replace(/sys_admin/i, word => (word === 'sys_admin' ? 'kill' : 'KILL'));
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
        const flags = line.replace(/^docker run | busybox$/g, '');
        // a small machine may be unable to give all capabilities: it says so for each word then
        const {stdout, stderr} = await lab.docker(
          `run --rm ${flags} busybox:lab sh -c 'grep -E "^(CapEff|Seccomp):" /proc/self/status'`,
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
