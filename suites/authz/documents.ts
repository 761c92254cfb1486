import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {
  ask,
  askLarge,
  authorizedDocker,
  decisive,
  documentOf,
  expectVerdict,
  judged,
  requestIn,
  type Verdict,
} from './_ask.ts';
import {expectAllAsked, inParallel} from './_batch.ts';
import {clientOne} from './_certificate.ts';
import {deniedRequests} from './_hunt.ts';
import {createBody} from './catalogue/_bodies.ts';
import {everyday} from './catalogue/everyday.ts';

const needs = [implementsDriver('authz')];
const gives = ['authz.request.gives-verdict'];

export const unknownMembers = defineCheck({
  id: 'authz.documents.unknown-members',
  title: 'Unknown members of the document change nothing',
  level: 'SHOULD',
  requirement: 'authz/27',
  problem: 'A document with a member that the plugin does not know is judged in another way.',
  consequence: 'an engine that adds a member breaks the plugin',
  fix: 'Ignore members that you do not know.',
  needs,
  dependsOn: gives,
  async run(t) {
    const plain = await ask(t, documentOf('GET', '/v1.41/version'));
    const more = await ask(t, {...documentOf('GET', '/v1.41/version'), Zzz: {a: [1]}, TraceId: 'x'}, true);
    t.expect.equal(judged(more), judged(plain), 'the verdict with unknown members', plain, more);
  },
});

export const largeBody = defineCheck({
  id: 'authz.documents.large-body',
  title: 'AuthZReq with a body of 4 MiB is judged',
  level: 'MUST',
  requirement: 'authz/16',
  problem: 'A large request got no verdict.',
  consequence:
    'large requests fail with `plugin NAME failed with error: AuthZPlugin.AuthZReq: …` (often 413)',
  fix: 'Accept documents of 6 MB: 4 MiB of body as base64, and the rest.',
  needs,
  dependsOn: gives,
  // documents of megabytes would make the checks beside them wait
  exclusive: true,
  timeoutMs: 20_000,
  async run(t) {
    const body = `${' '.repeat(4 * 1024 * 1024 - 4000)}${JSON.stringify(createBody())}`;
    const call = await askLarge(t, 'AuthZReq', documentOf('POST', '/v1.41/containers/create', body));
    expectVerdict(t, call, 'containers/create with a body of 4 MiB');
  },
});

export const encodings = defineCheck({
  id: 'authz.documents.encodings',
  timeoutMs: 60_000,
  title: 'Padded base64 and JSON escapes in the document are decoded',
  level: 'MUST',
  requirement: 'authz/17',
  problem: 'The verdict depends on how the document is encoded.',
  consequence: 'rules on bodies and parameters never match, or match by chance',
  fix: 'Decode RequestBody as standard base64 with padding, and the document as JSON with all escapes.',
  needs,
  dependsOn: gives,
  async run(t) {
    const docker = await authorizedDocker(t);
    const denied = await deniedRequests(t, docker);
    const tries = denied.flatMap(each => ['', ' ', '  '].map(padding => ({...each, padding})));
    await inParallel(t, tries, async ({command, request, padding}) => {
      if (typeof request.body !== 'string') return;
      const {document} = await docker.api({...request, body: request.body + padding});
      if (document === null) return;
      const escaped = JSON.stringify(document).replaceAll('/', '\\u002f');
      const call = await t.plugin.call<Verdict>('AuthZPlugin.AuthZReq', undefined, {rawBody: `${escaped}\n`});
      t.expect.equal(judged(call), 'deny', `the verdict on ${command.line}, its document with escapes`, call);
    });
    expectAllAsked(t);
  },
});

export const tlsUser = defineCheck({
  id: 'authz.documents.tls-user',
  title: 'A user with a client certificate gets a verdict',
  level: 'MUST',
  requirement: 'authz/28',
  problem: 'A request over mutual TLS got no verdict.',
  consequence: 'users with certificates get status 500 where those on the socket are served',
  fix: 'Take User, UserAuthNMethod and RequestPeerCertificates: base64 of PEM text, leaf first.',
  needs,
  dependsOn: gives,
  async run(t) {
    const docker = await authorizedDocker(t);
    const outcome = await docker.api({method: 'GET', target: '/v1.41/containers/json', client: clientOne});
    t.expect.ok(outcome.verdict !== 'error', {
      expected: 'a verdict on GET /containers/json by "client one" over TLS',
      actual: outcome.message,
    });
  },
});

export const anonymous = defineCheck({
  id: 'authz.documents.anonymous',
  title: 'No user and an empty user are the same',
  level: 'SHOULD',
  requirement: 'authz/29',
  problem: 'A request without a user is judged otherwise than one with an empty user.',
  consequence: 'whoever comes over the local socket, where nobody is named, may get the rights of another',
  fix: 'Treat an absent User as anonymous.',
  needs,
  dependsOn: gives,
  async run(t) {
    const docker = await authorizedDocker(t);
    await inParallel(t, everyday, async command => {
      const {document} = await docker.api(requestIn(docker, decisive(command)));
      if (document === null) return;
      const absent = await ask(t, document);
      const empty = await ask(t, {User: '', UserAuthNMethod: '', ...document}, true);
      t.expect.equal(
        judged(empty),
        judged(absent),
        `the verdict on ${command.line} with an empty User`,
        absent,
        empty,
      );
    });
    expectAllAsked(t);
  },
});
