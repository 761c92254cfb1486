import {type Fault, loadFaults, loadVariants, type Variant} from '../../fixtures/good/faults.js';
import {type Trial, type TrialResult, tryPlugin} from './detect.ts';

/** What all faults and variants of an area brought to light. */
export interface AreaTable {
  readonly area: string;
  readonly good: TrialResult;
  readonly faults: readonly FaultRow[];
  readonly variants: readonly VariantRow[];
}

export interface FaultRow {
  readonly name: string;
  readonly describe: string;
  readonly catches: readonly string[];
  readonly violated: readonly string[];
}

export interface VariantRow {
  readonly name: string;
  readonly describe: string;
  readonly mayWarn: readonly string[];
  readonly violated: readonly string[];
  readonly exitCode: number;
}

/** Trials side by side: each waits for its plugin most of the time. */
const SIDE_BY_SIDE = 3;

/** Tries every fault and variant of one area. */
export async function tableOf(area: string): Promise<AreaTable> {
  const faults = (await loadFaults()).filter(fault => fault.interface === area);
  const variants = (await loadVariants()).filter(variant => variant.interface === area);
  const good = await tryPlugin({interface: area});
  const faultRows = await inLanes(faults, async fault => {
    const {name, describe, catches} = fault;
    const {violated} = await tryPlugin({
      interface: area,
      fault: name,
      select: concerned(area),
      ...settingsOf(fault),
    });
    return {name, describe, catches, violated};
  });
  const variantRows = await inLanes(variants, async variant => {
    const {name, describe, mayWarn} = variant;
    const tried = await tryPlugin({
      interface: area,
      odd: name,
      ...concernedByVariants(area),
      ...settingsOf(variant),
    });
    return {name, describe, mayWarn, violated: tried.violated, exitCode: tried.exitCode};
  });
  return {area, good, faults: faultRows, variants: variantRows};
}

/** Handshake and transport are one. Other areas have faults of their own to prove them. */
function concerned(area: string): readonly string[] {
  return area === 'handshake' || area === 'transport'
    ? ['handshake.*', 'transport.*']
    : [`${area}.*`, 'transport.process.survives'];
}

/** What the user of a variant must say, or with what a fault shows. */
export function settingsOf(wants: Partial<Fault & Variant>): Partial<Trial> {
  const {volumeOptions, networkOptions, ipamOptions, ipamDriver, interfaces, engine, tcp} = wants;
  return {
    ...(volumeOptions && {volumeOpts: volumeOptions}),
    ...(networkOptions && {networkOpts: networkOptions}),
    ...(ipamOptions && {ipamOpts: ipamOptions}),
    ...(ipamDriver && {ipamDriver}),
    ...(interfaces && {interfaces}),
    ...(engine && {engine}),
    ...(tcp && {tcp}),
  };
}

/** Oddities of HTTP meet every call of the volume suite, but not its long stories over and over. */
function concernedByVariants(area: string): {select?: readonly string[]} {
  if (area !== 'handshake' && area !== 'transport') return {};
  const calls = ['create', 'get', 'list', 'mount', 'unmount', 'path', 'remove', 'capabilities'];
  return {select: ['handshake.*', 'transport.*', ...calls.map(call => `volume.${call}.*`)]};
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
