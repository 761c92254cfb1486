import type {ApiOutcome, ApiRequest, CheckContext, Docker} from '../../src/authoring.ts';
import {inEngineRange} from '../../src/authoring.ts';
import {askAgain, authorizedDocker, decisive, requestIn} from './_ask.ts';
import {expectAllAsked, inParallel} from './_batch.ts';
import {requestsOf} from './_expected.ts';
import {repeatCommand} from './_repeat.ts';
import type {Command} from './catalogue/_step.ts';
import {effects} from './catalogue/effects.ts';
import {everyday} from './catalogue/everyday.ts';
import {risky} from './catalogue/risky.ts';
import type {Dress} from './dresses/_dress.ts';

/** A request that the plugin denies when docker's own client sends it. */
export interface Denied {
  readonly command: Pick<Command, 'line'>;
  readonly request: ApiRequest;
}

/** A way past the policy. */
export interface Bypass {
  readonly denied: Denied;
  /** The dress, or the other request. */
  readonly how: string;
  readonly request: ApiRequest;
  readonly outcome: ApiOutcome;
  readonly engine: string;
}

/** Requests of the catalogue that the plugin denies; the check does not apply when there are none. */
export async function deniedRequests(
  t: CheckContext,
  docker: Docker,
  riskyOnly = false,
): Promise<readonly Denied[]> {
  const asked = [...candidates(docker, riskyOnly), ...expectedDenials(t, docker)];
  const outcomes = await inParallel(t, asked, ({request}) => docker.api(request));
  const denied = asked.filter((_, at) => outcomes[at]?.verdict === 'deny');
  if (denied.length > 0) return oneForEach(denied);
  return t.notApplicable(
    `the plugin denies none of the ${asked.length} requests of the catalogue (such as ${asked[0]?.command.line}): give a policy with --policy`,
  );
}

/** What may give root on the host, and of each other endpoint one request. */
function candidates(docker: Docker, riskyOnly: boolean): readonly Denied[] {
  const all = [...risky, ...everyday].map(command => ({
    command,
    request: requestIn(docker, decisive(command)),
  }));
  const others = firstPerEndpoint(all).filter(({request}) => request.target !== '/_ping');
  return all.filter((one, at) =>
    at < risky.length ? !moreWords.has(one.command) : !riskyOnly && others.includes(one),
  );
}

/** Words for one effect of which the first few are hunted; all are compared by `authz.equivalents.same-operation`. */
const HUNTED_WORDS = 3;
const moreWords: ReadonlySet<Denied['command']> = new Set(
  effects.flatMap(({alike}) => alike.slice(HUNTED_WORDS)),
);

/** Requests of the policy file that are to be denied. */
function expectedDenials(t: CheckContext, docker: Docker): readonly Denied[] {
  const expected = t.settings.policy?.expect.filter(({verdict}) => verdict === 'deny') ?? [];
  return expected.flatMap(expectation =>
    requestsOf(docker, expectation)
      .filter(({target}) => target !== '/_ping')
      .map(request => ({
        command: {line: expectation.name ?? expectation.command ?? `${request.method} ${request.target}`},
        request,
      })),
  );
}

/** Of requests that say the same in other words the first will do. */
function oneForEach(denied: readonly Denied[]): readonly Denied[] {
  const groupOf = ({command}: Denied) =>
    effects.findIndex(({alike}) => alike.some(({line}) => line === command.line));
  return denied.filter((one, at) => {
    const group = groupOf(one);
    return group < 0 || denied.findIndex(other => groupOf(other) === group) === at;
  });
}

/** How a hunt goes. */
export interface HuntOptions {
  /** Another engine than the run's. */
  readonly engine?: string;
  /** One denied request of each endpoint will do. */
  readonly onePerEndpoint?: boolean;
  /** Large bodies take time: of each endpoint that takes what may give root on the host. */
  readonly riskyOnly?: boolean;
}

/** Puts every dress on every denied request; what dockerd then executes is a bypass. */
export async function tryDresses(
  t: CheckContext,
  dresses: readonly Dress[],
  {engine, onePerEndpoint = false, riskyOnly = false}: HuntOptions = {},
): Promise<readonly Bypass[]> {
  const docker = await authorizedDocker(t, engine);
  const {api} = docker.engine.authz;
  const worn = dresses.filter(
    dress => dress.engines === undefined || inEngineRange(docker.engine.name, dress.engines),
  );
  const all = await deniedRequests(t, docker, riskyOnly);
  const denied = onePerEndpoint ? firstPerEndpoint(all) : all;
  const tries = denied.flatMap(each => worn.map(dress => ({denied: each, dress})));
  // dressed one by one and forgotten again, since a request may be megabytes
  const found = await inParallel(t, tries, async ({denied, dress}): Promise<readonly Bypass[]> => {
    const request = dress.wear(denied.request, api);
    if (request === null) return [];
    const outcome = await docker.api(request);
    return outcome.executed ? [{denied, how: dress.name, request, outcome, engine: docker.engine.name}] : [];
  });
  return found.flatMap(each => each ?? []);
}

/** Without those of which the plugin saw no body: they are another matter. */
export function whereSeen(bypasses: readonly Bypass[]): readonly Bypass[] {
  return bypasses.filter(({outcome}) => outcome.bodySeen !== 'withheld');
}

function firstPerEndpoint(denied: readonly Denied[]): readonly Denied[] {
  // with and without a query: a rule may fit one of them alone
  const endpoint = ({request}: Denied) => `${request.method} ${request.target.replace(/\?.*/, '?')}`;
  return denied.filter((one, at) => denied.findIndex(other => endpoint(other) === endpoint(one)) === at);
}

/** Fails with the requests that got past the policy, the first one ready to repeat. */
export async function expectNone(t: CheckContext, bypasses: readonly Bypass[]): Promise<void> {
  const [first] = bypasses;
  if (first === undefined) return expectAllAsked(t);
  const {denied, how, request, outcome, engine} = first;
  const shown = outcome.document === null ? [] : [await askAgain(t, outcome.document)];
  const others = bypasses.slice(1, 6).map(one => `${one.how}, on ${one.denied.command.line}`);
  const more = bypasses.length > 6 ? [`and ${bypasses.length - 6} more`] : [];
  t.expect.fail(
    {
      message: `\`${denied.command.line}\` is denied, but allowed with ${how}.`,
      expected: `denied in every dress that dockerd (${engine}) executes alike`,
      actual: [
        `allowed with ${how}: ${repeatCommand(request)}`,
        ...(others.length > 0 ? [`also allowed: ${[...others, ...more].join('; ')}`] : []),
      ].join('\n'),
    },
    ...shown,
  );
}
