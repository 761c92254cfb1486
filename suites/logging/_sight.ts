import type {CheckContext, ContainerResult} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {expectNumbers, type Numbered} from './_numbered.ts';

/** How a container's log can be seen. */
export interface Sight {
  readonly how: 'docker logs' | '--log-probe';
  /** All there is at this moment, oldest first; line feeds or not between lines, bytes as latin1. */
  look(container: ContainerResult): Promise<string>;
}

/** Ways in which this plugin's logs can be seen; none: only that it reads and answers can be judged. */
export async function sightsOf(t: CheckContext): Promise<readonly Sight[]> {
  const {logProbe} = t;
  const reads: Sight = {how: 'docker logs', look: container => readLog(t, container)};
  const probes: Sight = {
    how: '--log-probe',
    look: async ({id}) => latin1(logProbe === null ? new Uint8Array() : await logProbe(id)),
  };
  return [...((await canRead(t)) ? [reads] : []), ...(logProbe === null ? [] : [probes])];
}

/** Whether the plugin offers ReadLogs: else dockerd reads a copy of its own. */
export async function canRead(t: CheckContext): Promise<boolean> {
  const {ok, reply} = await t.plugin.call<{Cap: {ReadLogs: boolean} | null}>('LogDriver.Capabilities');
  return ok && reply?.Cap?.ReadLogs === true;
}

/** Ends the check where the plugin offers no ReadLogs: the probe's form is the user's. */
export async function needsRead(t: CheckContext): Promise<void> {
  if (await canRead(t)) return;
  t.untestable('the plugin offers no ReadLogs, so that its lines can not be had back as they are');
}

/** Ends the check where nothing can be seen. */
export function needsSight(t: CheckContext, sights: readonly Sight[]): void {
  if (sights.length > 0) return;
  t.untestable(
    'what becomes of the lines can not be seen: the plugin offers no ReadLogs; give --log-probe with a command that prints what its backend got',
  );
}

/** The whole log as `docker logs` reads it, through ReadLogs; blocked when that fails, since it has checks of its own. */
export async function readLog(t: CheckContext, container: ContainerResult): Promise<string> {
  const {ok, error, lines} = await container.logs();
  if (!ok) t.blocked('logging.read-logs.succeeds', `docker logs: ${error}`);
  return lines.map(({line}) => latin1(line)).join('');
}

/** Fails unless all of these lines, and each of them once, become visible in time, whichever way one looks. */
export async function expectArrival(
  t: CheckContext,
  container: ContainerResult,
  wanted: Numbered,
): Promise<void> {
  const sights = await sightsOf(t);
  for (const {how, look} of sights) {
    const text = await settled(
      t,
      () => look(container),
      seen => wanted.missingIn(seen) === 0,
    );
    expectNumbers(t, wanted, {text, how});
  }
  needsSight(t, sights);
}

/** What grows while a plugin gets on. */
type Growing = string | readonly unknown[] | {readonly lines: readonly unknown[]};

/**
 * Looks until it is enough, or until for as long as a call may take no more has come: a backend may need its time, and a slow
 * plugin gets on.
 */
export async function settled<T extends Growing>(
  t: CheckContext,
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
): Promise<T> {
  let [most, since] = [0, performance.now()];
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    const seen = await look();
    const amount = amountOf(seen);
    if (amount > most) [most, since] = [amount, performance.now()];
    const isLate = performance.now() - since > t.settings.callTimeoutMs;
    if (isEnough(seen) || isLate || t.signal.aborted) return seen;
    await pause(pauseMs);
  }
}

function amountOf(seen: Growing): number {
  return typeof seen === 'object' && 'lines' in seen ? seen.lines.length : seen.length;
}

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
