import {
  type CheckContext,
  contains,
  defineCheck,
  formatIp,
  implementsDriver,
  parseIp,
  shrink,
} from '../../src/authoring.ts';
import {addressRefusal} from './_address-refusal.ts';
import {bare, type GivenPool, givenPool, nth, releaseAddress, requestAddress, subnet} from './_given.ts';

/** One step: the driver chooses, address number `n` is asked for, or one of those held is released. */
type Step =
  | {readonly kind: 'any'}
  | {readonly kind: 'exact'; readonly n: number}
  | {readonly kind: 'release'; readonly n: number};

interface Failure {
  /** The steps as calls, with what came of them. */
  readonly story: readonly string[];
  readonly broken: string;
}

const SEQUENCES = 8;
const STEPS = 30;

export const anySequence = defineCheck({
  id: 'ipam.algebra.any-sequence',
  title: 'Any sequence of requests and releases keeps addresses single, inside their pool and usable again',
  level: 'MUST',
  requirement: ['ipam/25', 'ipam/26', 'ipam/31', 'ipam/36'],
  problem: 'A sequence of requests and releases broke the rules of a pool.',
  consequence: 'sooner or later two containers have one address, or none is left although few are in use',
  fix: 'Keep one set of taken addresses per pool; every request adds to it, every release takes away.',
  needs: [implementsDriver('IpamDriver')],
  dependsOn: ['ipam.request-address.exact', 'ipam.request-address.taken', 'ipam.exhaustion.recovers'],
  timeoutMs: 60_000,
  async run(t) {
    const wishes = (await addressRefusal(t)) === '';
    for (let number = 0; number < SEQUENCES; number += 1) {
      const steps = Array.from({length: STEPS}, () => someStep(t, wishes));
      const failure = await perform(t, steps);
      if (failure === undefined) continue;
      const least = (await shrink({steps, failure}, some => perform(t, some), 100)).failure;
      t.expect.fail({expected: least.broken, actual: `after ${least.story.join('; ')}`});
    }
  },
});

/** Without `wishes` no address is asked for: the driver gives none so. */
function someStep(t: CheckContext, wishes: boolean): Step {
  const n = Math.floor(t.random() * 14) + 1;
  const dice = t.random();
  if (dice < 0.4) return {kind: 'any'};
  return dice < 0.6 && wishes ? {kind: 'exact', n} : {kind: 'release', n};
}

/** Runs the steps on a fresh pool, of 16 addresses if the driver gives such; undefined: all rules were kept. */
async function perform(t: CheckContext, steps: readonly Step[]): Promise<Failure | undefined> {
  const pool = await givenPool(t, {pool: subnet(t, 28)}, {orChosen: true});
  const state: State = {pool, held: [], known: new Set(), asked: new Set(), story: []};
  for (const step of steps) {
    const broken = step.kind === 'release' ? await release(t, state, step.n) : await request(t, state, step);
    if (broken !== undefined) return {story: state.story, broken};
  }
  return undefined;
}

interface State {
  readonly pool: GivenPool;
  readonly held: string[];
  /** Chosen by the driver at some time, so that it can choose them again; others it may keep for those who ask. */
  readonly known: Set<string>;
  /** Given because they were asked for. */
  readonly asked: Set<string>;
  readonly story: string[];
}

async function request(t: CheckContext, state: State, step: Step): Promise<string | undefined> {
  const {pool, held, known, asked, story} = state;
  const wanted = step.kind === 'exact' ? formatIp(nth(pool.prefix, step.n)) : '';
  const call = await requestAddress(t, pool, {address: wanted});
  const address = bare(call);
  story.push(`RequestAddress(${wanted}) → ${call.ok ? address : 'an error'}`);
  const free = [...known].filter(one => !held.includes(one));
  if (!call.ok) {
    if (wanted === '') return free.length === 0 ? undefined : `${free.join(' or ')}, which was released`;
    const isFree = known.has(wanted) || asked.has(wanted);
    return isFree && !held.includes(wanted) ? `${wanted}, which was released` : undefined;
  }
  if (wanted !== '' && held.includes(wanted)) return `an error: ${wanted} is in use`;
  if (wanted !== '' && address !== wanted) return wanted;
  if (held.includes(address)) return `a free address: ${address} is in use`;
  const parsed = parseIp(address);
  if (parsed === null || !contains(pool.prefix, parsed)) return 'an address of the pool';
  held.push(address);
  (wanted === '' ? known : asked).add(address);
  return undefined;
}

async function release(t: CheckContext, {pool, held, story}: State, n: number): Promise<string | undefined> {
  const address = held[n % Math.max(held.length, 1)];
  if (address === undefined) return undefined;
  held.splice(held.indexOf(address), 1);
  const call = await releaseAddress(t, pool, address);
  story.push(`ReleaseAddress(${address})${call.ok ? '' : ' → an error'}`);
  return call.ok ? undefined : `${address} is released`;
}
