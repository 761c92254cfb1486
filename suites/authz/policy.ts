import {
  type ApiOutcome,
  type Check,
  type CheckContext,
  defineCheck,
  implementsDriver,
  type Policy,
  type PolicyExpectation,
} from '../../src/authoring.ts';
import {askAgain, authorizedDocker} from './_ask.ts';
import {requestsOf} from './_expected.ts';

/** One check for each expectation of a policy file. */
export function policyChecks({expect}: Policy): readonly Check[] {
  const slugs = expect.map(slugOf);
  return expect.map((expectation, at) => {
    const slug = slugs[at] ?? '';
    const isOnly = slugs.indexOf(slug) === slugs.lastIndexOf(slug);
    return policyCheck(expectation, isOnly ? slug : `${slug}-${at + 1}`);
  });
}

function policyCheck(expectation: PolicyExpectation, slug: string): Check {
  const {verdict} = expectation;
  const name = nameOf(expectation);
  const allowed = verdict === 'allow';
  return defineCheck({
    id: `authz.policy.${slug}`,
    title: allowed ? `Allowed by the policy: ${name}` : `Denied by the policy: ${name}`,
    level: 'MUST',
    requirement: 'authz/2',
    problem: allowed ? 'What the policy allows is denied.' : 'What the policy denies is allowed.',
    consequence: allowed
      ? '`Error response from daemon: authorization denied by plugin NAME: …`'
      : 'dockerd executes the request',
    fix: 'Change the rules of the plugin, or the expectation in the policy file.',
    needs: [implementsDriver('authz')],
    dependsOn: ['authz.request.gives-verdict'],
    run: t => judge(t, expectation, name),
  });
}

async function judge(t: CheckContext, expectation: PolicyExpectation, name: string): Promise<void> {
  const docker = await authorizedDocker(t);
  const {verdict, message} = expectation;
  const outcomes: ApiOutcome[] = [];
  for (const request of requestsOf(docker, expectation)) outcomes.push(await docker.api(request));
  const decisive = outcomes.find(outcome => outcome.verdict !== 'allow') ?? outcomes.at(-1);
  if (decisive === undefined) return;
  const shown = decisive.document === null ? [] : [await askAgain(t, decisive.document)];
  const got = decisive.verdict === 'allow' ? 'allowed' : decisive.message || 'no plugin was asked';
  const wanted = verdict === 'allow' ? 'allowed' : 'denied';
  t.expect.ok(decisive.verdict === verdict, {expected: `${name} is ${wanted}`, actual: got}, ...shown);
  if (message === undefined || verdict !== 'deny') return;
  t.expect.ok(
    new RegExp(message).test(decisive.message),
    {expected: `the reason matches ${message}`, actual: decisive.message},
    ...shown,
  );
}

function nameOf({name, command, request, user}: PolicyExpectation): string {
  const what = name ?? (command === undefined ? `${request?.method} ${request?.uri}` : `docker ${command}`);
  return user === undefined || name !== undefined ? what : `${what}, by ${user}`;
}

function slugOf(expectation: PolicyExpectation): string {
  const slug = nameOf(expectation)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug.slice(0, 60).replace(/-$/, '') || 'unnamed';
}
