import {type CheckContext, defineCheck, implementsDriver, ownsProcess} from '../../src/authoring.ts';
import {startAsUsualAfterwards} from '../transport/_restart.ts';
import {startBesideSilentDocker} from '../transport/_silent-docker.ts';
import {authorizedDocker, decisive, requestIn} from './_ask.ts';
import {expectAllAsked, inParallel} from './_batch.ts';
import {catalogue} from './catalogue/index.ts';

const needs = [implementsDriver('authz'), ownsProcess];
const dependsOn = ['authz.request.gives-verdict'];

export const besideSilentDocker = defineCheck({
  id: 'authz.start.beside-silent-docker',
  title: 'The plugin starts before dockerd serves its API',
  level: 'MUST',
  requirement: 'authz/36',
  problem: 'The plugin did not listen as long as dockerd did not answer it.',
  consequence:
    'dockerd asks its authorization plugins before it serves its API: after 15 s it ends with `failed to validate authorization plugin`',
  fix: 'Listen first; ask dockerd later, in the background, with a short time-out.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs: 30_000,
  async run(t) {
    await startBesideSilentDocker(t);
    t.expect(await t.plugin.call('Plugin.Activate')).toSucceed();
  },
});

export const brokenPolicy = defineCheck({
  id: 'authz.start.broken-policy',
  title: 'With a policy that it cannot read the plugin allows nothing, or ends and says why',
  level: 'MUST',
  requirement: 'authz/8',
  problem: 'With a policy that it could not read the plugin allowed requests, or ended without a word.',
  consequence:
    'a slip in the policy opens the API to everybody; or dockerd does not start (`plugin … found but disabled`) and nobody knows why',
  fix: 'Deny everything until the policy can be read, and write to standard error what is wrong with it.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    const environment = t.settings.brokenPolicy;
    if (Object.keys(environment).length === 0) {
      t.notApplicable(
        'no broken policy is known: --broken-policy NAME=VALUE sets what makes the plugin read one',
      );
    }
    startAsUsualAfterwards(t);
    await t.process.kill();
    const before = t.process.output().join('\n');
    if (await startsWith(t, environment)) await expectNothingAllowed(t);
    else
      t.expect.ok(t.process.output().join('\n') !== before, {
        expected: 'the plugin serves and denies, or says on its output why it ends',
        actual: 'it ended without any output',
      });
  },
});

/** False when it ended instead. */
async function startsWith(t: CheckContext, environment: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    await t.process.start({environment});
    return true;
  } catch (error) {
    if (t.process.running) throw error;
    return false;
  }
}

/** The pings of docker's client may pass. */
async function expectNothingAllowed(t: CheckContext): Promise<void> {
  const docker = await authorizedDocker(t);
  const requests = catalogue.map(command => requestIn(docker, decisive(command)));
  const outcomes = await inParallel(t, requests, request => docker.api(request));
  const allowed = catalogue.filter((_, at) => outcomes[at]?.executed);
  t.expect.ok(allowed.length === 0, {
    expected: 'nothing is allowed while the policy cannot be read',
    actual: `allowed: ${allowed
      .slice(0, 5)
      .map(({line}) => line)
      .join(', ')}${allowed.length > 5 ? `, and ${allowed.length - 5} more` : ''}`,
  });
  expectAllAsked(t);
}
