import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {ask, authorizedDocker, decisive, documentOf, expectVerdict, judged, requestIn} from './_ask.ts';
import {expectAllAsked, inParallel} from './_batch.ts';
import {everyday} from './catalogue/everyday.ts';

const needs = [implementsDriver('authz')];
const gives = ['authz.request.gives-verdict'];

export const givesVerdict = defineCheck({
  id: 'authz.request.gives-verdict',
  title: 'AuthZReq of a plain request is answered with a verdict',
  level: 'MUST',
  requirement: ['authz/2', 'authz/3', 'authz/4', 'authz/15'],
  problem: 'The plugin gave no verdict on a plain request.',
  consequence: 'every docker command ends with `plugin NAME failed with error: …`',
  fix: 'Answer `POST /AuthZPlugin.AuthZReq` with status 200 and `{"Allow": true}` or `{"Allow": false, "Msg": "…"}`.',
  needs,
  async run(t) {
    const call = await ask(t, {
      ...documentOf('GET', '/v1.41/containers/json'),
      RequestHeaders: {'User-Agent': 'Docker-Client/28.2.2 (linux)'},
    });
    expectVerdict(t, call, 'GET /v1.41/containers/json');
  },
});

export const minimalDocument = defineCheck({
  id: 'authz.request.minimal-document',
  title: 'AuthZReq is judged without headers, user and body',
  level: 'MUST',
  requirement: ['authz/12', 'authz/22'],
  problem: 'A request with nothing but method and URI got no verdict.',
  consequence: 'a client that sends no headers gets status 500 on every request',
  fix: 'Take absent members of the document as empty: dockerd leaves them out.',
  needs,
  dependsOn: gives,
  async run(t) {
    for (const uri of ['/_ping', '/v1.41/version', '/containers/json']) {
      expectVerdict(t, await ask(t, documentOf('GET', uri)), `GET ${uri} without headers`);
    }
  },
});

export const pingAllowed = defineCheck({
  id: 'authz.request.ping-allowed',
  title: 'The ping that goes before every command is allowed',
  level: 'SHOULD',
  requirement: 'authz/21',
  problem: 'The ping of the docker client is denied.',
  consequence:
    'the client cannot learn the API version and falls back to its own: `client version 1.50 is too new. Maximum supported API version is …`',
  fix: 'Allow `HEAD /_ping` and `GET /_ping` for everybody.',
  needs,
  dependsOn: gives,
  async run(t) {
    for (const method of ['HEAD', 'GET']) {
      const call = await ask(t, documentOf(method, '/_ping'));
      t.expect.equal(judged(call), 'allow', `the verdict on ${method} /_ping`, call);
    }
  },
});

export const somethingAllowed = defineCheck({
  id: 'authz.request.allow-is-stated',
  title: 'A plugin that means to allow says `"Allow": true`',
  level: 'MUST',
  requirement: 'authz/5',
  problem: 'No answer of the plugin says whether it allows, so that dockerd refuses every command.',
  consequence: 'every docker command ends with `authorization denied by plugin NAME: `',
  fix: 'Put `"Allow": true` into the answer; an absent Allow is a denial.',
  needs,
  dependsOn: gives,
  async run(t) {
    const docker = await authorizedDocker(t);
    const asked = await inParallel(t, everyday.slice(0, 8), async command => {
      const {document} = await docker.api(requestIn(docker, decisive(command)));
      return document === null ? undefined : ask(t, document);
    });
    const calls = asked.filter(call => call !== undefined);
    const stated = calls.some(call =>
      /"allow"\s*:\s*(true|false)/i.test(call.exchange.response?.body.text ?? ''),
    );
    t.expect.ok(
      stated,
      {expected: 'Allow in the answers to everyday commands', actual: 'it is in none of them'},
      ...calls.slice(0, 2),
    );
  },
});

export const repeated = defineCheck({
  id: 'authz.request.repeated',
  title: 'The same document gets the same verdict again',
  level: 'SHOULD',
  requirement: 'authz/43',
  problem: 'The same request is now allowed, now denied.',
  consequence: 'dockerd repeats documents after lost connections: the verdict is a matter of luck',
  fix: 'Judge by the document alone.',
  needs,
  dependsOn: gives,
  async run(t) {
    const docker = await authorizedDocker(t);
    const inspected = documentOf('GET', `/v1.41/containers/${t.unique('again')}/json`);
    const documents = await inParallel(t, everyday, async command => {
      const outcome = await docker.api(requestIn(docker, decisive(command)));
      return outcome.document ?? inspected;
    });
    await inParallel(t, [inspected, ...documents.filter(each => each !== undefined)], async document => {
      const [one, other] = [await ask(t, document), await ask(t, document)];
      const what = `the second verdict on ${document.RequestMethod} ${document.RequestUri}`;
      t.expect.equal(judged(other), judged(one), what, one, other);
    });
    expectAllAsked(t);
  },
});

export const headLikeGet = defineCheck({
  id: 'authz.request.head-like-get',
  title: 'HEAD is judged like GET',
  level: 'SHOULD',
  requirement: 'authz/20',
  problem: 'HEAD and GET of the same path are judged in different ways.',
  consequence: '`docker cp` and `docker ps` send HEAD before GET: half of the command is refused',
  fix: 'Judge HEAD as GET.',
  needs,
  dependsOn: gives,
  async run(t) {
    for (const uri of ['/_ping', '/v1.41/containers/c1/archive?path=%2Fetc']) {
      const [head, get] = [await ask(t, documentOf('HEAD', uri)), await ask(t, documentOf('GET', uri))];
      t.expect.equal(judged(head), judged(get), `the verdict on HEAD ${uri}`, head, get);
    }
  },
});
