import {type CheckContext, defineCheck, type LogTap} from '../../src/authoring.ts';
import {stopFailure} from './_calls.ts';
import {needs} from './_given.ts';
import {type Numbered, numbered} from './_numbered.ts';
import {expectArrival, needsSight, sightsOf} from './_sight.ts';
import {concat, lastOf, tappedDocker} from './_tap.ts';
import {givenWriter, type Writer, write} from './_write.ts';

/** What a FIFO holds: a burst of this size is in it at once, whether the plugin reads or not. */
const PIPE_BYTES = 64 * 1024;
/** What fills it, what a plugin is still busy with when the rest comes, and short last words. */
const SIZES = [PIPE_BYTES, 4 * PIPE_BYTES, 2000, 4 * PIPE_BYTES];
const LINE_BYTES = 48;
/** Containers that end at the same moment: the plugin is behind with some of them. */
const AT_ONCE = 4;

export const full = defineCheck({
  id: 'logging.stop-logging.full-fifo',
  title: 'What the FIFO holds at the moment of StopLogging is in the log',
  level: 'MUST',
  requirement: 'logging/14',
  problem: 'The last lines of a container that ended while it wrote a lot were lost.',
  consequence:
    '`docker logs` of a container that crashes with a long stack trace lacks its end: dockerd sends StopLogging as soon as all is in the FIFO, not when it was read',
  fix: 'In StopLogging, do not just close the FIFO or end its reader: read until it is empty (EAGAIN), hand on what you have, then answer.',
  needs,
  dependsOn: ['logging.stop-logging.succeeds', 'logging.stream.complete'],
  async run(t) {
    needsSight(t, await sightsOf(t));
    const until = performance.now() + t.settings.callTimeoutMs / 4;
    for (const size of SIZES) {
      const ended = await Promise.all(Array.from({length: AT_ONCE}, () => endFull(t, size)));
      for (const {writer, lines} of ended) await expectArrival(t, writer.container, lines);
      // a slow back end has had its trial: StopLogging of four times as much would take too long
      if (performance.now() > until) return;
    }
  },
});

/** A container that logs, and whose last lines fill the FIFO at the moment of StopLogging. */
async function endFull(
  t: CheckContext,
  bytes: number,
): Promise<{readonly writer: Writer; readonly lines: Numbered}> {
  const tapped = await tappedDocker(t);
  const writer = await givenWriter(t, {}, tapped.docker);
  const fifo = lastOf(t, tapped);
  // the plugin reads
  const first = numbered(t, 1);
  await write(t, writer, first.lines(1, 1));
  await expectArrival(t, writer.container, first);
  const {frames, lines} = burstOf(t, fifo, bytes);
  await t.plugin.call('LogDriver.StopLogging', {File: fifo.path}, {sendWhen: () => fifo.write(frames)});
  t.expect.equal(stopFailure(t, fifo.path), '', 'the failure of StopLogging');
  return {writer, lines};
}

/** As many lines as so many bytes of messages hold. */
function burstOf(t: CheckContext, fifo: LogTap, bytes: number) {
  const frameOf = (line: string) =>
    fifo.frame({source: 'stdout', time: now(), line: new TextEncoder().encode(line), partial: null});
  const lines = numbered(t, Math.floor(bytes / frameOf(' '.repeat(LINE_BYTES)).length));
  const frames = Array.from({length: lines.count}, (_, index) => frameOf(lines.line(index + 1, LINE_BYTES)));
  return {frames: concat(frames), lines};
}

function now(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
