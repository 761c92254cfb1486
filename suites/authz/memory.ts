import {type CheckContext, canRestart, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {ask, documentOf, type Judged, judged} from './_ask.ts';
import {createBody, execBody, type Json} from './catalogue/_bodies.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];
const problem = 'A request got the verdict of an earlier one with the same URI and another body.';
const consequence =
  'one harmless request, and what is denied is executed ever after; or one denied request, and nobody can do anything more';
const fix = 'Keep no verdict under method and URI alone: the body is part of the request.';

/** An endpoint that takes bodies of which a policy may deny one and allow the other. */
interface Endpoint {
  uri(name: string): string;
  readonly harmless: Json;
  readonly risky: Json;
}

const endpoints: readonly Endpoint[] = [
  {
    uri: name => `/v1.41/containers/create?name=${name}`,
    harmless: createBody(),
    risky: createBody({Privileged: true, Binds: ['/:/host'], CapAdd: ['ALL']}),
  },
  {
    uri: name => `/v1.41/containers/${name}/exec`,
    harmless: execBody({User: 'nobody'}),
    risky: execBody({User: 'root', Privileged: true}),
  },
];

export const sameUri = defineCheck({
  id: 'authz.memory.same-uri',
  title: 'Requests with the same URI and different bodies get their own verdicts',
  level: 'MUST',
  requirement: ['authz/30', 'authz/43'],
  problem,
  consequence,
  fix,
  needs,
  dependsOn,
  async run(t) {
    for (const {uri, harmless, risky} of endpoints) {
      const [one, other] = [uri(t.unique('m')), uri(t.unique('m'))];
      const first = await verdicts(t, [risky, harmless], one);
      const second = await verdicts(t, [harmless, risky], other);
      expectSame(t, [first, second.reverse()], one);
    }
  },
});

export const afterRestart = defineCheck({
  id: 'authz.memory.after-restart',
  title: 'Whatever is asked first after a start, the verdicts are the same',
  level: 'MUST',
  requirement: ['authz/30', 'authz/43'],
  problem,
  consequence,
  fix,
  needs: [...needs, canRestart],
  dependsOn,
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    for (const {uri, harmless, risky} of endpoints) {
      const target = uri(t.unique('m'));
      await restart(t);
      const first = await verdicts(t, [risky, harmless], target);
      await restart(t);
      const second = await verdicts(t, [harmless, risky], target);
      expectSame(t, [first, second.reverse()], target);
    }
  },
});

interface Asked {
  readonly verdict: Judged;
  readonly call: Awaited<ReturnType<typeof ask>>;
}

/** One after the other, as they come. */
async function verdicts(t: CheckContext, bodies: readonly Json[], uri: string): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const body of bodies) {
    const call = await ask(t, documentOf('POST', uri, `${JSON.stringify(body)}\n`));
    asked.push({verdict: judged(call), call});
  }
  return asked;
}

/** Both lists hold the verdict on the risky body, then on the harmless one. */
function expectSame(t: CheckContext, [first = [], second = []]: readonly Asked[][], uri: string): void {
  const words = ['a privileged body', 'a harmless body'];
  for (const [at, {verdict, call}] of first.entries()) {
    const other = second[at];
    if (other === undefined) continue;
    const silent = [call, other.call].find(each => each.failure === 'no-answer');
    // slow after a start is not forgetful
    if (silent !== undefined) t.untestable(`the plugin did not answer: ${silent.error}`);
    const what = `the verdict on ${uri.split('?')[0]} with ${words[at]}, asked in another order`;
    t.expect.equal(other.verdict, verdict, what, call, other.call);
  }
}
