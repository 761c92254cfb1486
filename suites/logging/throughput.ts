import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {countOf} from './_tap.ts';
import {givenWriter, write} from './_write.ts';

/** Lengths of lines with their line feed: what servers write, and the largest that comes in one message. */
const SIZES = [80, 16 * 1024];
/** Enough for a rate that says something, and not too long with a slow back end. */
const MOST_BYTES = 24 << 20;
const TIME_MS = 1500;
const CHUNK = 64 << 10;

export const measured = defineCheck({
  id: 'logging.throughput.measured',
  title: 'A container that writes as fast as it can gets on; the report says how fast',
  level: 'MUST',
  requirement: 'logging/4',
  problem: 'A container that wrote as fast as it could was frozen.',
  consequence: 'a container that logs a lot hangs in write, and `docker stop` of it never returns',
  fix: 'Read the FIFO whatever comes: hand lines on in batches, and limit what waits in memory by dropping, not by stopping.',
  needs,
  dependsOn: ['logging.stream.drained', 'logging.stop-logging.succeeds'],
  exclusive: true,
  timeoutMs: 120_000,
  async run(t) {
    for (const size of SIZES) t.log(await measure(t, size));
  },
});

/** One container that writes for a while and ends: its rate from the first line to the answer of StopLogging. */
async function measure(t: CheckContext, size: number): Promise<string> {
  const {docker, messages} = await countingDocker(t);
  const writer = await givenWriter(t, {}, docker);
  const chunk = `${'x'.repeat(size - 1)}\n`.repeat(CHUNK / size);
  const startedAt = performance.now();
  let [bytes, waitedMs] = [0, 0];
  while (bytes < MOST_BYTES && performance.now() - startedAt < TIME_MS) {
    const before = performance.now();
    await write(t, writer, chunk);
    waitedMs += performance.now() - before;
    bytes += chunk.length;
  }
  await untilTaken(t, messages, bytes / size);
  await end(t, writer);
  const seconds = (performance.now() - startedAt) / 1000;
  const records = Math.round(bytes / size / seconds);
  const rate = (bytes / seconds / 1e6).toFixed(1);
  return `lines of ${size} bytes: ${records} records/s, ${rate} MB/s; the writer waited ${(waitedMs / 1000).toFixed(2)} of ${seconds.toFixed(2)} s`;
}

/** An engine, and how many messages it has got into its FIFO. */
async function countingDocker(t: CheckContext) {
  let count = 0;
  const docker = await t.docker({
    tapLogs: fifo => async bytes => {
      await fifo.write(bytes);
      count += countOf(bytes);
    },
  });
  return {docker, messages: () => count};
}

/** Waits while the plugin gets on, however slowly: the daemon holds a megabyte of lines for it. */
async function untilTaken(t: CheckContext, messages: () => number, wanted: number): Promise<void> {
  let [seen, since] = [messages(), performance.now()];
  while (seen < wanted && performance.now() - since < t.settings.callTimeoutMs && !t.signal.aborted) {
    await pause(20);
    if (messages() > seen) [seen, since] = [messages(), performance.now()];
  }
}
