import {type Fault, loadFaults, loadVariants, type Variant} from '../../fixtures/good/faults.js';
import {listChecks} from '../../src/run.ts';
import {noNamespaces} from '../helpers/namespaces.ts';
import {type Trial, type TrialResult, tryPlugin} from './detect.ts';
import {isWhole, longBeside} from './long.ts';
import {type FaultRow, isAsNamed, isHarmless, type VariantRow} from './rows.ts';

/** What all faults and variants of an area brought to light. */
export interface AreaTable {
  readonly area: string;
  /** Its checks and rules. */
  readonly ids: readonly string[];
  readonly good: TrialResult;
  readonly faults: readonly FaultRow[];
  readonly variants: readonly VariantRow[];
  /** What surprised at first and was tried again. */
  readonly surprises: readonly string[];
}

/** Trials side by side: each waits for its plugin most of the time. */
const SIDE_BY_SIDE = 3;

/** Chance strikes a trial once on a busy machine, seldom twice; what is wrong stays wrong. */
const MORE_LOOKS = 2;

/** Tries every fault and variant of one area. */
export async function tableOf(area: string): Promise<AreaTable> {
  const isOfArea = (one: Fault | Variant) => one.interface === area && !(one.sandbox && noNamespaces);
  const faults = (await loadFaults()).filter(isOfArea);
  const variants = (await loadVariants()).filter(isOfArea);
  const surprises: string[] = [];
  const goodRows = await withMoreLooks({
    items: [area],
    work: name => tryPlugin({interface: name}),
    isExpected: row => row.violated.length === 0,
    surprised: ({violated}) => surprises.push(`The good ${area} plugin: ${violated.join(', ')}`),
  });
  const [good = await tryPlugin({interface: area})] = goodRows;
  const tryFault = async (fault: Fault): Promise<FaultRow> => {
    const {name, describe, catches, sometimes = []} = fault;
    const choice = {select: concerned(area, fault), exclude: longBeside(fault)};
    const trial = {interface: area, fault: name, ...choice, ...settingsOf(fault)};
    return {name, describe, catches, sometimes, violated: (await tryPlugin(trial)).violated};
  };
  const tryVariant = async (variant: Variant): Promise<VariantRow> => {
    const {name, describe, mayWarn} = variant;
    const trial = {interface: area, odd: name, ...concernedByVariants(area, variant), ...settingsOf(variant)};
    const {violated, exitCode} = await tryPlugin(trial);
    return {name, describe, mayWarn, violated, exitCode};
  };
  const surprised = ({name, violated}: FaultRow | VariantRow) =>
    surprises.push(`${name}: objections: ${violated.join(', ')}`);
  const isExpected = (row: FaultRow) => isAsNamed(area, row);
  const faultRows = await withMoreLooks({items: faults, work: tryFault, isExpected, surprised});
  const ofVariants = {items: variants, work: tryVariant, isExpected: isHarmless, surprised};
  const variantRows = await withMoreLooks(ofVariants);
  const ids = listChecks().flatMap(({id}) => (id.startsWith(`${area}.`) && canBeTried(id) ? [id] : []));
  return {area, ids, good, faults: faultRows, variants: variantRows, surprises};
}

function canBeTried(id: string): boolean {
  return !(noNamespaces && id.startsWith('network.sandbox.'));
}

/** What a log driver does with one container; the checks of restarts, crashes and many containers are long stories. */
const ONE_CONTAINER = ['start-logging', 'stream', 'stop-logging', 'capabilities', 'read-logs'];

/** Operations of a volume driver whose checks are single calls: they feed the rules, too. */
const CALLS = [
  'create',
  'get',
  'list',
  'mount',
  'unmount',
  'path',
  'remove',
  'capabilities',
  'empty',
  'options',
];

/**
 * Handshake and transport are one; other areas have faults of their own to prove them. Volume faults meet the checks of
 * single calls and those that they name, log faults those of one container: all the stories with all the faults take a
 * quarter of an hour.
 */
function concerned(area: string, {catches, alone}: Fault): readonly string[] {
  if (alone) return catches;
  if (area === 'handshake' || area === 'transport') return ['handshake.*', 'transport.*'];
  if (area === 'logging' && !isWhole)
    return [...ONE_CONTAINER.map(room => `logging.${room}.*`), ...catches, 'transport.process.survives'];
  if (isWhole || area !== 'volume') return [`${area}.*`, 'transport.process.survives'];
  return [...CALLS.map(call => `volume.${call}.*`), ...catches, 'transport.process.survives'];
}

/** What all checks with real interfaces build on; all of them take long, and faults that show with them are seen by few. */
const SANDBOX = [
  'network.sandbox.starts',
  'network.sandbox.reaches',
  'network.sandbox.container-leaves-nothing',
];

/** What the user of a variant must say, or with what a fault shows. */
export function settingsOf(wants: Fault | Variant): Partial<Trial> {
  const named = 'catches' in wants ? wants.catches : ['network.sandbox.*'];
  return {wants, ...(wants.sandbox && {select: [...SANDBOX, ...named]})};
}

/** Oddities of HTTP meet every call of the volume suite, but not its long stories over and over. */
function concernedByVariants(area: string, {oneContainer}: Variant): {select?: readonly string[]} {
  if (oneContainer) return {select: ONE_CONTAINER.map(room => `logging.${room}.*`)};
  if (area !== 'handshake' && area !== 'transport') return {};
  const calls = ['create', 'get', 'list', 'mount', 'unmount', 'path', 'remove', 'capabilities'];
  return {select: ['handshake.*', 'transport.*', ...calls.map(call => `volume.${call}.*`)]};
}

interface Looking<T, R> {
  readonly items: readonly T[];
  readonly work: (item: T) => Promise<R>;
  readonly isExpected: (row: R) => boolean;
  readonly surprised: (row: R) => void;
}

/**
 * Tries all side by side, then those that surprise again, alone: another trial may have taken the time that a
 * check measures. The last answer counts, and each surprise is told.
 */
async function withMoreLooks<T, R>({items, work, isExpected, surprised}: Looking<T, R>): Promise<R[]> {
  const rows = await inLanes(items, work);
  for (const [index, item] of items.entries()) {
    for (let look = 0; look < MORE_LOOKS; look++) {
      const row = rows[index];
      if (row === undefined || isExpected(row)) break;
      surprised(row);
      rows[index] = await work(item);
    }
  }
  return rows;
}

async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({length: SIDE_BY_SIDE}, lane));
  return results;
}
