import {type CheckContext, type Docker, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {authorizedDocker, decisive, requestIn} from './_ask.ts';
import {inParallel} from './_batch.ts';
import {type Bypass, expectNone} from './_hunt.ts';
import type {Command} from './catalogue/_step.ts';
import {effects} from './catalogue/effects.ts';
import {everyday} from './catalogue/everyday.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];
const consequence =
  'dockerd executes the request: whoever reaches the API gets past the policy, in most cases to root on the host';

export const sameOperation = defineCheck({
  id: 'authz.equivalents.same-operation',
  title: 'What is denied is denied in the other words that docker has for it',
  level: 'MUST',
  requirement: 'authz/24',
  problem: 'A denied request is allowed in other words of the same operation.',
  consequence,
  fix: 'Deny what a request does: look at `Mounts` as at `Binds`, at user `0` as at `root`, at capabilities with and without `CAP_`.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t =>
    expectNone(
      t,
      await tryAll(
        t,
        effects.map(({alike}) => ({denied: alike, tried: alike})),
      ),
    ),
});

export const otherWays = defineCheck({
  id: 'authz.equivalents.other-ways',
  title: 'What is denied is denied by way of other endpoints too',
  level: 'SHOULD',
  requirement: 'authz/24',
  problem: 'What is denied in one request can be had through another one, which is allowed.',
  consequence,
  fix: 'Deny the other endpoint too, or allow both: volumes with driver options, services, privileged exec.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  run: async t =>
    expectNone(
      t,
      await tryAll(
        t,
        effects.map(({alike, ways}) => ({denied: alike, tried: ways})),
      ),
    ),
});

interface Group {
  readonly denied: readonly Command[];
  readonly tried: readonly Command[];
}

/** Another way matters only where a plain command of the same kind is allowed: the denial is about the effect then. */
async function isAboutEffect(docker: Docker, {steps}: Command): Promise<boolean> {
  const path = steps.find(({body}) => body !== undefined)?.path;
  const plain = everyday.find(command => decisive(command).path === path);
  return plain === undefined || (await docker.api(requestIn(docker, decisive(plain)))).executed;
}

/** In each group where one is denied, the others that are executed. */
async function tryAll(t: CheckContext, groups: readonly Group[]): Promise<readonly Bypass[]> {
  const docker = await authorizedDocker(t);
  const engine = docker.engine.name;
  const asked = async (commands: readonly Command[]) =>
    (
      await inParallel(t, commands, async command => {
        const request = requestIn(docker, decisive(command));
        return {command, request, outcome: await docker.api(request)};
      })
    ).filter(each => each !== undefined);
  const found: Bypass[] = [];
  let denials = 0;
  for (const {denied, tried} of groups) {
    const first = (await asked(denied)).find(({outcome}) => outcome.verdict === 'deny');
    if (first === undefined) continue;
    if (tried !== denied && !(await isAboutEffect(docker, first.command))) continue;
    denials += 1;
    const executed = (await asked(tried)).filter(({outcome}) => outcome.executed);
    found.push(...executed.map(each => ({...each, denied: first, how: `\`${each.command.line}\``, engine})));
  }
  if (denials === 0)
    t.notApplicable('the plugin denies nothing in the catalogue that can be had in another way');
  return found;
}
