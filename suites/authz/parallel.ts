import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {ask, authorizedDocker, decisive, documentOf, judged, requestIn} from './_ask.ts';
import {inParallel} from './_batch.ts';
import {risky} from './catalogue/risky.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];

export const ownVerdicts = defineCheck({
  id: 'authz.parallel.own-verdicts',
  title: 'Fifty requests at once get the verdicts that they get alone',
  level: 'MUST',
  requirement: 'authz/30',
  problem: 'Among many requests at once one got the verdict of another, or none.',
  consequence: 'what is denied is executed now and then, and what is allowed is refused',
  fix: 'Keep nothing of a request in shared variables, and serve calls side by side.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  async run(t) {
    const docker = await authorizedDocker(t);
    const documents = [documentOf('GET', '/v1.41/version'), documentOf('GET', '/_ping')];
    const shown = await inParallel(t, risky.slice(0, 20), command =>
      docker.api(requestIn(docker, decisive(command))),
    );
    for (const outcome of shown) if (outcome?.document) documents.push(outcome.document);
    const alone = [];
    for (const document of documents) alone.push(judged(await ask(t, document)));
    const chosen = Array.from({length: 50}, (_, at) => at % documents.length);
    const calls = await Promise.all(chosen.map(index => ask(t, documents[index] ?? {})));
    for (const [at, call] of calls.entries()) {
      const index = chosen[at] ?? 0;
      const uri = documents[index]?.RequestUri ?? '';
      t.expect.equal(judged(call), alone[index], `the verdict on ${uri} among 50 at once`, call);
    }
  },
});
