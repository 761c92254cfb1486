import assert from 'node:assert/strict';
import test from 'node:test';
import type {ApiRequest} from '../../src/authoring.ts';
import {authzFacts} from '../../src/daemon/engines/authz.ts';
import {inVersionRange} from '../../src/util/version-range.ts';
import {createBody, execBody, type Json} from '../../suites/authz/catalogue/_bodies.ts';
import {create, requestOf} from '../../suites/authz/catalogue/_step.ts';
import {families} from '../../suites/authz/dresses/index.ts';
import {sendToDockerd} from './api.ts';
import {whyNoLab} from './available.ts';
import {type Lab, withDockerd} from './lab.ts';

const skip = whyNoLab() ?? false;

const keepRunning = `busybox:lab sh -c 'trap exit TERM; while :; do sleep 0.1; done'`;
const bindMount = {Type: 'bind', Source: '/', Target: '/host'};

/** What a request does that is worth denying: it stands if dockerd says so afterwards. */
interface Trial {
  readonly request: ApiRequest;
  readonly holds: (look: (path: string) => Promise<Json>, id: string) => Promise<boolean>;
}

function trials(version: string): Readonly<Record<string, Trial>> {
  const container = (host: Json, judge: (inspected: Json) => boolean): Trial => ({
    request: requestOf(create(createBody(host), 'dressed'), version),
    holds: async (look, id) => judge(await look(`/containers/${id}/json`)),
  });
  const isBound = (inspected: Json) => JSON.stringify(inspected['Mounts']).includes('"Source":"/"');
  const body = execBody({User: 'root', Privileged: true});
  return {
    privileged: container({Privileged: true}, inspected =>
      JSON.stringify(inspected).includes('"Privileged":true'),
    ),
    bind: container({Binds: ['/:/host']}, isBound),
    mount: container({Mounts: [bindMount]}, isBound),
    exec: {
      request: requestOf({method: 'POST', path: '/containers/c1/exec', body}, version),
      holds: async (look, id) => JSON.stringify(await look(`/exec/${id}/json`)).includes('"user":"root"'),
    },
  };
}

/** Tries one dress on one request; empty when dockerd does the same. */
async function tryOn(lab: Lab, dressed: ApiRequest, {holds}: Trial): Promise<string> {
  const answer = await sendToDockerd(lab.root, dressed);
  if (answer.status !== 201) return `${answer.status} ${answer.body.trim().slice(0, 150)}`;
  const {Id} = JSON.parse(answer.body);
  const look = async (target: string) =>
    JSON.parse((await sendToDockerd(lab.root, {method: 'GET', target})).body);
  const isSame = await holds(look, Id);
  await sendToDockerd(lab.root, {method: 'DELETE', target: `/containers/${Id}?force=1`});
  return isSame ? '' : 'executed, but with another effect';
}

test('A real dockerd executes what the bypass hunt takes for the same request', {skip}, async t => {
  await withDockerd({}, async lab => {
    const series = lab.engine.split('.').slice(0, 2).join('.');
    const {api} = authzFacts(lab.engine, series);
    assert.equal((await lab.docker(`run -d --name c1 ${keepRunning}`)).exit, 0);
    const wrong: string[] = [];
    for (const [family, dresses] of Object.entries(families)) {
      for (const dress of dresses) {
        if (dress.engines !== undefined && !inVersionRange(series, dress.engines)) continue;
        for (const [name, trial] of Object.entries(trials(api.max))) {
          const dressed = dress.wear(trial.request, api);
          if (dressed === null || dressed.target.endsWith('/start')) continue;
          const problem = await tryOn(lab, dressed, trial);
          if (problem !== '') wrong.push(`${family}, ${dress.name}, ${name}: ${problem}`);
          else t.diagnostic(`${family}, ${dress.name}, ${name}: the same`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });
});

/** What looks like a dress and is none: dockerd does something else, so that no plugin need deny it. */
const others: readonly (readonly [what: string, status: number, change: Partial<ApiRequest>])[] = [
  ['two slashes', 301, {target: '/v1.41//containers/create'}],
  ['a dot segment', 301, {target: '/v1.41/./containers/create'}],
  ['a percent-encoded dot segment', 301, {target: '/v1.41/x/%2e%2e/containers/create'}],
  ['a slash at the end', 404, {target: '/v1.41/containers/create/'}],
  ['upper case in the path', 404, {target: '/v1.41/Containers/create'}],
  ['a parameter of the path', 404, {target: '/v1.41/containers/create;x'}],
  ['a number sign in the path', 404, {target: '/v1.41/containers/create#x'}],
  ['a broken escape in the query', 400, {target: '/v1.41/containers/create?a#%zz'}],
  ['a method in lower case', 404, {method: 'post'}],
  ['no Content-Type', 400, {headers: []}],
  ['another Content-Type', 400, {headers: [['Content-Type', 'text/plain']]}],
  ['a byte order mark', 500, {body: '\ufeff{"Image":"busybox:lab"}'}],
  ['too new a version', 400, {target: '/v1.99/containers/create'}],
];

test('A real dockerd does not execute what the bypass hunt leaves out', {skip}, async () => {
  await withDockerd({}, async ({root}) => {
    const request = requestOf(create(createBody({Privileged: true})), '1.41');
    for (const [what, status, change] of others) {
      const answer = await sendToDockerd(root, {...request, ...change});
      // newer engines answer 400 where 20.10 has 500
      assert.ok(
        answer.status === status || (status === 500 && answer.status === 400),
        `${what}: ${answer.status}`,
      );
    }
    assert.equal((await sendToDockerd(root, {method: 'GET', target: '/containers/json?all=1'})).body, '[]\n');
  });
});

test('A real dockerd takes a HostConfig with the start of a container, where it knows API versions before 1.24', {
  skip,
}, async t => {
  await withDockerd({}, async ({root, engine}) => {
    if (!inVersionRange(engine.split('.').slice(0, 2).join('.'), '<25.0'))
      return t.skip('this engine does not');
    const made = await sendToDockerd(root, requestOf(create(createBody()), '1.41'));
    const {Id} = JSON.parse(made.body);
    const headers = [['Content-Type', 'application/json']] as const;
    const target = `/v1.23/containers/${Id}/start`;
    await sendToDockerd(root, {method: 'POST', target, headers, body: '{"Binds":["/etc:/host"]}'});
    const inspected = await sendToDockerd(root, {method: 'GET', target: `/containers/${Id}/json`});
    assert.match(inspected.body, /"Source":"\/etc"/);
  });
});
