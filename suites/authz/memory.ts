import {type CheckContext, canRestart, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {ask, authorizedDocker, documentOf, type Judged, judged} from './_ask.ts';
import {createBody, execBody, type Json} from './catalogue/_bodies.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];
const problem = 'A request got the verdict of an earlier one with the same URI and another body.';
const consequence =
  'one harmless request, and what is denied is executed ever after; or one denied request, and nobody can do anything more';
const fix = 'Keep no verdict under method and URI alone: the body is part of the request.';

const IN_ANOTHER_ORDER = 'asked in another order';

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
      expectSame(t, [first, second.reverse()], {uri: one, when: IN_ANOTHER_ORDER});
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
      expectSame(t, [first, second.reverse()], {uri: target, when: IN_ANOTHER_ORDER});
    }
  },
});

export const afterDaemonRestart = defineCheck({
  id: 'authz.memory.after-daemon-restart',
  title: 'After a restart of dockerd requests get the verdicts that they got before',
  level: 'MUST',
  requirement: ['authz/34', 'authz/43'],
  problem: 'A restart of dockerd changed what the plugin allows.',
  consequence:
    'after an update of docker what was denied is executed, or nobody can do anything any more, until the plugin is restarted',
  fix: 'Change nothing in Plugin.Activate: rules, users and what was remembered stay as they are.',
  needs,
  dependsOn: [...dependsOn, 'authz.restart.without-activate'],
  exclusive: true,
  async run(t) {
    // what earlier hellos have changed is undone
    if (t.facts.canRestart) await restart(t);
    const docker = await authorizedDocker(t);
    for (const {uri, harmless, risky} of endpoints) {
      const target = uri(t.unique('m'));
      const before = await verdicts(t, [risky, harmless], target);
      // the first hello after a start may be the one that is expected
      for (const how of ['stop', 'kill'] as const) {
        await docker.restartDaemon({how});
        const running = {
          expected: 'dockerd starts again',
          actual: docker.log.at(-1)?.message ?? 'it does not',
        };
        t.expect.ok(docker.daemon.running, running);
        const after = await verdicts(t, [risky, harmless], target);
        expectSame(t, [before, after], {uri: target, when: 'after a restart of dockerd'});
      }
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
function expectSame(
  t: CheckContext,
  [first = [], second = []]: readonly Asked[][],
  {uri, when}: {readonly uri: string; readonly when: string},
): void {
  const words = ['a privileged body', 'a harmless body'];
  for (const [at, {verdict, call}] of first.entries()) {
    const other = second[at];
    if (other === undefined) continue;
    const silent = [call, other.call].find(each => each.failure === 'no-answer');
    // slow after a start is not forgetful
    if (silent !== undefined) t.untestable(`the plugin did not answer: ${silent.error}`);
    const what = `the verdict on ${uri.split('?')[0]} with ${words[at]}, ${when}`;
    t.expect.equal(other.verdict, verdict, what, call, other.call);
  }
}
