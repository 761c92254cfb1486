import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {ask, askLarge, askResponse, authorizedDocker, documentOf, expectVerdict, requestIn} from './_ask.ts';
import {expectAllAsked, inParallel} from './_batch.ts';
import {ping} from './catalogue/_step.ts';
import {everyday} from './catalogue/everyday.ts';

const needs = [implementsDriver('authz')];
const gives = ['authz.response.gives-verdict'];
const done = 'the command is executed and then ends with status 500 or breaks off';

const seenHeaders = {
  'Api-Version': '1.41',
  'Content-Type': 'application/json',
  'Docker-Experimental': 'false',
  Ostype: 'linux',
  Server: 'Docker/20.10.24 (linux)',
};
const request = documentOf('GET', '/v1.41/containers/json');
const whole = {
  ...request,
  ResponseStatusCode: 200,
  ResponseBody: 'W10K',
  ResponseHeaders: seenHeaders,
};

export const givesVerdict = defineCheck({
  id: 'authz.response.gives-verdict',
  title: 'AuthZRes is answered with a verdict',
  level: 'MUST',
  requirement: 'authz/10',
  problem: 'The plugin gave no verdict on the answer to a request.',
  consequence: 'every command is executed and then fails: containers are made although docker shows an error',
  fix: 'Answer `POST /AuthZPlugin.AuthZRes` with status 200 and `{"Allow": true}`.',
  needs,
  dependsOn: ['authz.request.gives-verdict'],
  run: async t => expectVerdict(t, await askResponse(t, whole), 'the answer to GET /containers/json'),
});

export const bare = defineCheck({
  id: 'authz.response.bare',
  title: 'AuthZRes is judged without status, headers and body, in any combination',
  level: 'MUST',
  requirement: 'authz/11',
  problem: 'An answer of which dockerd shows nothing got no verdict.',
  consequence: '`docker wait`, `logs`, `events`, `attach` and large listings fail or break off',
  fix: 'Take absent Response members as empty: dockerd shows nothing of streams and answers above 64 KiB.',
  needs,
  dependsOn: gives,
  async run(t) {
    const {ResponseStatusCode, ResponseBody, ResponseHeaders} = whole;
    const shapes = [
      {},
      {ResponseHeaders: seenHeaders},
      {ResponseStatusCode},
      {ResponseStatusCode: 204, ResponseHeaders},
      {ResponseBody, ResponseHeaders},
    ];
    for (const shape of shapes) {
      const what = `AuthZRes with ${Object.keys(shape).join(', ') || 'nothing of the response'}`;
      expectVerdict(t, await askResponse(t, {...request, ...shape}), what);
    }
  },
});

export const large = defineCheck({
  id: 'authz.response.large',
  title: 'AuthZRes with 4 MiB of request and 64 KiB of response is judged',
  level: 'MUST',
  requirement: 'authz/16',
  problem: 'The answer to a large request got no verdict.',
  consequence: done,
  fix: 'Accept documents of 6 MB on AuthZRes as on AuthZReq.',
  needs,
  dependsOn: gives,
  // documents of megabytes would make the checks beside them wait
  exclusive: true,
  timeoutMs: 20_000,
  async run(t) {
    const body = `${' '.repeat(4 * 1024 * 1024 - 2)}{}`;
    const document = documentOf('POST', '/v1.41/containers/create', body);
    const response = {
      ResponseStatusCode: 201,
      ResponseBody: btoa(' '.repeat(65_000)),
      ResponseHeaders: seenHeaders,
    };
    expectVerdict(
      t,
      await askLarge(t, 'AuthZRes', {...document, ...response}),
      'the answer to a create of 4 MiB',
    );
  },
});

export const unseenRequest = defineCheck({
  id: 'authz.response.unseen-request',
  title: 'AuthZRes is judged when its AuthZReq was never seen',
  level: 'MUST',
  requirement: 'authz/32',
  problem: 'The answer to a request that the plugin was not asked about got no verdict.',
  consequence: 'after a restart of the plugin the streams that are open then end with an error document',
  fix: 'Judge AuthZRes by its document: all of the request is in it.',
  needs,
  dependsOn: gives,
  async run(t) {
    const document = documentOf('GET', `/v1.41/containers/${t.unique('never')}/logs?follow=1`);
    expectVerdict(t, await askResponse(t, document), 'an answer whose request it never saw');
  },
});

export const anyOrder = defineCheck({
  id: 'authz.response.any-order',
  title: 'Answers come in any order, and some never come',
  level: 'MUST',
  requirement: 'authz/31',
  problem: 'After requests whose answers did not come yet, the plugin answered no more.',
  consequence: 'the API stalls for everybody while somebody runs `docker events`',
  fix: 'Keep no lock and no table from AuthZReq to AuthZRes.',
  needs,
  dependsOn: gives,
  async run(t) {
    const open = Array.from({length: 20}, (_, at) => documentOf('GET', `/v1.41/events?since=${at}`));
    await inParallel(t, open, async document =>
      expectVerdict(t, await ask(t, document), 'GET /events while others are open'),
    );
    await inParallel(t, open.slice(5).reverse(), async document =>
      expectVerdict(t, await askResponse(t, document), 'the end of /events, the last one first'),
    );
    expectVerdict(t, await ask(t, request), 'a request while others have no answer yet');
  },
});

export const deniesAllowed = defineCheck({
  id: 'authz.response.denies-allowed',
  title: 'What AuthZReq allowed is not denied by AuthZRes',
  level: 'SHOULD',
  timeoutMs: 60_000,
  requirement: 'authz/41',
  problem: 'A command was allowed, executed, and then denied.',
  consequence:
    'docker shows `authorization denied by plugin NAME: …`, and what was asked for is done all the same',
  fix: 'Decide in AuthZReq; allow in AuthZRes.',
  needs,
  dependsOn: gives,
  async run(t) {
    const docker = await authorizedDocker(t);
    const steps = everyday.flatMap(command => command.steps.filter(step => step !== ping));
    await inParallel(t, [ping, ...steps], async step => {
      const sent = requestIn(docker, step);
      const outcome = await docker.api(sent);
      t.expect.ok(!outcome.executed || outcome.verdict !== 'deny', {
        expected: `${sent.method} ${sent.target} is allowed or denied before it is executed`,
        actual: `executed, then: ${outcome.message}`,
      });
    });
    expectAllAsked(t);
  },
});

export const soon = defineCheck({
  id: 'authz.response.soon',
  title: 'Verdicts come within a second',
  level: 'SHOULD',
  requirement: 'authz/38',
  problem: 'A verdict took longer than a second.',
  consequence: 'every docker command is slow: the client asks three times and more for each',
  fix: 'Decide by what is at hand; keep what has to be fetched.',
  needs,
  dependsOn: gives,
  async run(t) {
    for (const call of [await ask(t, request), await askResponse(t, whole)]) {
      const ms = Math.round(call.exchange.timing.totalMs);
      t.expect.ok(
        ms <= 1000,
        {expected: `${call.method} is answered within 1000 ms`, actual: `after ${ms} ms`},
        call,
      );
    }
  },
});
