import type {ApiOutcome, ApiRequest, CheckContext, Docker} from '../../src/authoring.ts';
import {inEngineRange} from '../../src/authoring.ts';
import {askAgain, authorizedDocker, decisive, requestIn} from './_ask.ts';
import {requestsOf} from './_expected.ts';
import {repeatCommand} from './_repeat.ts';
import type {Command} from './catalogue/_step.ts';
import {effects, risky} from './catalogue/risky.ts';
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
export async function deniedRequests(t: CheckContext, docker: Docker): Promise<readonly Denied[]> {
  const asked = [
    ...risky.map(command => ({command, request: requestIn(docker, decisive(command))})),
    ...expectedDenials(t, docker),
  ];
  const outcomes = await inParallel(asked, ({request}) => docker.api(request));
  const denied = asked.filter((_, at) => outcomes[at]?.verdict === 'deny');
  if (denied.length > 0) return oneForEach(denied);
  return t.notApplicable(
    `the plugin denies none of the ${asked.length} requests of the catalogue that a policy may want to deny (such as ${asked[0]?.command.line}): give a policy with --policy`,
  );
}

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
  /** Large bodies take time: one denied request of each endpoint will do. */
  readonly onePerEndpoint?: boolean;
}

/** Puts every dress on every denied request; what dockerd then executes is a bypass. */
export async function tryDresses(
  t: CheckContext,
  dresses: readonly Dress[],
  {engine, onePerEndpoint = false}: HuntOptions = {},
): Promise<readonly Bypass[]> {
  const docker = await authorizedDocker(t, engine);
  const {api} = docker.engine.authz;
  const worn = dresses.filter(
    dress => dress.engines === undefined || inEngineRange(docker.engine.name, dress.engines),
  );
  const all = await deniedRequests(t, docker);
  const denied = onePerEndpoint ? firstPerEndpoint(all) : all;
  const tries = denied.flatMap(each => worn.map(dress => ({denied: each, dress})));
  // dressed one by one and forgotten again, since a request may be megabytes
  const found = await inParallel(tries, async ({denied, dress}): Promise<readonly Bypass[]> => {
    const request = dress.wear(denied.request, api);
    if (request === null) return [];
    const outcome = await docker.api(request);
    return outcome.executed ? [{denied, how: dress.name, request, outcome, engine: docker.engine.name}] : [];
  });
  return found.flat();
}

/** Without those of which the plugin saw no body: they are another matter. */
export function whereSeen(bypasses: readonly Bypass[]): readonly Bypass[] {
  return bypasses.filter(({outcome}) => outcome.bodySeen !== 'withheld');
}

function firstPerEndpoint(denied: readonly Denied[]): readonly Denied[] {
  const endpoint = ({request}: Denied) => `${request.method} ${request.target.split('?')[0]}`;
  return denied.filter((one, at) => denied.findIndex(other => endpoint(other) === endpoint(one)) === at);
}

/** Fails with the requests that got past the policy, the first one ready to repeat. */
export async function expectNone(t: CheckContext, bypasses: readonly Bypass[]): Promise<void> {
  const [first] = bypasses;
  if (first === undefined) return;
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

const AT_ONCE = 4;

/** Runs `work` on all items, some at a time, results in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({length: AT_ONCE}, lane));
  return results;
}
