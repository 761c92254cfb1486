import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {ask, documentOf, expectVerdict, judged, type Verdict} from './_ask.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];
const CREATE = '/v1.41/containers/create';

export const emptyCall = defineCheck({
  id: 'authz.malformed.empty-call',
  title: 'A call without a document is not allowed',
  level: 'MUST',
  requirement: 'authz/13',
  problem: 'The plugin allows a call that says nothing.',
  consequence:
    'when a connection breaks, dockerd repeats the call with an empty body: whoever makes the plugin drop a connection has everything allowed',
  fix: 'Answer a call without a body with an error status, or with `{"Allow": false}`.',
  needs,
  dependsOn,
  async run(t) {
    const call = await t.plugin.call<Verdict>('AuthZPlugin.AuthZReq', undefined, {rawBody: '', probe: true});
    t.expect.ok(
      judged(call) !== 'allow',
      {expected: 'an error or a denial on a call with an empty body', actual: 'it is allowed'},
      call,
    );
  },
});

export const documents = defineCheck({
  id: 'authz.malformed.documents',
  title: 'A document that cannot be read is not allowed, and the next request is judged',
  level: 'SHOULD',
  requirement: 'authz/26',
  problem: 'A document that says nothing readable was allowed.',
  consequence:
    'no dockerd sends such documents; a plugin that allows what it cannot read fails open elsewhere too',
  fix: 'Answer what cannot be decoded with an error status and `{"Err": "…"}`.',
  needs,
  dependsOn,
  async run(t) {
    for (const rawBody of ['{', '[]', '"x"', '{"RequestMethod":1,"RequestUri":[]}', 'x'.repeat(100)]) {
      const call = await t.plugin.call<Verdict>('AuthZPlugin.AuthZReq', undefined, {rawBody, probe: true});
      t.expect.ok(
        judged(call) !== 'allow',
        {expected: `an error or a denial on ${rawBody.slice(0, 40)}`, actual: 'it is allowed'},
        call,
      );
    }
    await expectStillJudges(t);
  },
});

/** What dockerd itself refuses to read; the plugin sees it all the same. */
const BROKEN = [
  'no JSON',
  '{"Image":',
  '[]',
  'null',
  '"text"',
  '{"HostConfig":[]}',
  '{"HostConfig":{"Binds":"/:/x","Mounts":{},"Privileged":"yes","CapAdd":1}}',
  '{"Image":{"a":1},"Cmd":5,"User":0}',
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
];

export const bodies = defineCheck({
  id: 'authz.malformed.bodies',
  title: 'Bodies that are no JSON, or of other types, are answered, and the next request is judged',
  level: 'MUST',
  requirement: 'authz/25',
  problem: 'A request with a broken body left the plugin without an answer.',
  consequence: 'any user can end the plugin, after which every docker command waits for 15 s and fails',
  fix: 'Deny what cannot be read, or answer with an error status; never end the process for it.',
  needs,
  dependsOn,
  async run(t) {
    const texts = BROKEN.map(text => new TextEncoder().encode(text));
    for (const bytes of [...texts, Uint8Array.of(0xff, 0xfe, 0x00, 0x7b)]) {
      for (const uri of [CREATE, '/v1.41/containers/c1/exec']) {
        t.expect(await ask(t, documentOf('POST', uri, bytes))).toAnswer();
      }
    }
    const notBase64 = {...documentOf('POST', CREATE), RequestBody: '%%%'};
    t.expect(await ask(t, notBase64, true)).toAnswer();
    await expectStillJudges(t);
  },
});

/** What API clients send that are not docker's own. */
const SPARSE = [
  '{}',
  '{"Image":"busybox"}',
  '{"Image":"busybox","HostConfig":null}',
  '{"Image":"busybox","HostConfig":{}}',
  '{"Image":"busybox","HostConfig":{"Binds":null,"Mounts":null,"CapAdd":null}}',
  '{"Image":"busybox","Unknown":{"a":[1,null]}}',
];

export const sparseBodies = defineCheck({
  id: 'authz.malformed.sparse-bodies',
  title: 'A create without HostConfig, or with null in it, gets a verdict',
  level: 'MUST',
  requirement: 'authz/25',
  problem: 'A valid request that leaves out what the plugin looks at got no verdict.',
  consequence: 'clients other than docker fail with `plugin NAME failed with error: …`, or the plugin dies',
  fix: 'Expect every member of a body to be absent or null.',
  needs,
  dependsOn,
  async run(t) {
    for (const body of SPARSE) {
      expectVerdict(t, await ask(t, documentOf('POST', CREATE, body)), `containers/create with ${body}`);
    }
    const exec = documentOf('POST', '/v1.41/containers/c1/exec', '{"Cmd":["id"]}');
    expectVerdict(t, await ask(t, exec), 'exec with Cmd alone');
  },
});

async function expectStillJudges(t: CheckContext): Promise<void> {
  expectVerdict(t, await ask(t, documentOf('GET', '/v1.41/version')), 'GET /version after broken input');
}
