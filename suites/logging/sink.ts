import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {AFTER_STOP_MS, startOf, stopFailure} from './_calls.ts';
import {needs} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {givenWriter, inTime, write} from './_write.ts';

const dependsOn = ['logging.stop-logging.succeeds', 'logging.stream.drained'];

/** Takes the backend away for the rest of the check; untestable where the user did not say how. */
async function takeSinkAway(t: CheckContext) {
  const sink =
    t.sink ??
    t.untestable(
      "the plugin's backend has to be taken away for this: give --hook sink-down=CMD and --hook sink-up=CMD",
    );
  await sink.down();
  return sink;
}

export const drained = defineCheck({
  id: 'logging.sink.drained',
  title: 'While the backend is away the FIFO is read as before',
  level: 'MUST',
  requirement: 'logging/4',
  problem: 'A container was frozen because the backend of its log was away.',
  consequence:
    'an outage of the log server freezes every container that logs: `docker stop`, `inspect` and `rm` hang with them',
  fix: 'Read the FIFO whatever the backend does: keep what can wait in memory or on disk, and drop what can not.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    const lines = numbered(t, 4000);
    await write(t, writer, lines.lines(1, 10));
    await takeSinkAway(t);
    for (let from = 11; from < lines.count; from += 100)
      await write(t, writer, lines.lines(from, from + 99, 1023));
  },
});

/** A container waits for it to end. */
const SLOW_MS = 5000;

export const stops = defineCheck({
  id: 'logging.sink.stop-answered',
  title: 'While the backend is away StopLogging is answered',
  level: 'MUST',
  requirement: 'logging/16',
  problem: 'A container could not be ended because the backend of its log was away.',
  consequence:
    'during an outage of the log server containers can not be stopped or killed; dockerd has to be restarted',
  fix: 'Give up sending after some seconds in StopLogging, or go on in the background, and answer.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const {failure} = await stopWithoutSink(t);
    t.expect.ok(failure === '', {
      expected: `StopLogging succeeds within ${t.settings.callTimeoutMs / 1000} s though the backend is away`,
      actual: failure,
    });
  },
});

export const stopsPromptly = defineCheck({
  id: 'logging.sink.stop-prompt',
  title: 'While the backend is away StopLogging takes no longer than five seconds',
  level: 'SHOULD',
  requirement: 'logging/16',
  problem: 'Containers took long to end because the backend of their log was away.',
  consequence: '`docker stop` and `docker inspect` of the container wait for it',
  fix: 'Go on sending in the background, and answer StopLogging at once.',
  needs,
  dependsOn: ['logging.sink.stop-answered'],
  exclusive: true,
  async run(t) {
    const {tookMs} = await stopWithoutSink(t);
    t.expect.ok(tookMs < Math.min(SLOW_MS, t.settings.callTimeoutMs / 2), {
      expected: 'an answer within five seconds',
      actual: `it took ${(tookMs / 1000).toFixed(1)} s`,
    });
  },
});

/** A container that has logged a mebibyte ends while the backend is away. */
async function stopWithoutSink(t: CheckContext) {
  const writer = await givenWriter(t);
  const {File: file} = startOf(t, writer.container);
  const sink = await takeSinkAway(t);
  const lines = numbered(t, 1000);
  for (let from = 1; from < lines.count; from += 100)
    await write(t, writer, lines.lines(from, from + 99, 1023));
  const startedAt = performance.now();
  await inTime(t, writer.container.exit(), AFTER_STOP_MS);
  const tookMs = performance.now() - startedAt;
  await sink.up();
  return {failure: stopFailure(t, file), tookMs};
}

export const recovers = defineCheck({
  id: 'logging.sink.recovers',
  title: 'Once the backend is back lines reach it again',
  level: 'MUST',
  requirement: 'logging/4',
  problem: 'After the backend had been away, no line reached it any more.',
  consequence:
    'after an outage of the log server containers log nothing until they or the plugin are restarted',
  fix: 'Try the backend again, with pauses that stay short, for as long as there are lines.',
  needs,
  dependsOn: ['logging.sink.drained', 'logging.stream.complete'],
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    const [during, after] = [numbered(t, 5), numbered(t, 5)];
    const sink = await takeSinkAway(t);
    await write(t, writer, during.lines(1, 5));
    await sink.up();
    await write(t, writer, after.lines(1, 5));
    await expectArrival(t, writer.container, after);
  },
});

export const keeps = defineCheck({
  id: 'logging.sink.keeps-lines',
  title: 'Lines that were written while the backend was away reach it later',
  level: 'SHOULD',
  requirement: 'logging/4',
  problem: 'Lines that were written while the backend was away were lost.',
  consequence: 'the log has a gap at the time of the outage, when it is needed most',
  fix: 'Keep what the backend does not take, in memory or on disk up to a limit.',
  needs,
  dependsOn: ['logging.sink.recovers'],
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    const lines = numbered(t, 30);
    await write(t, writer, lines.lines(1, 10));
    const sink = await takeSinkAway(t);
    await write(t, writer, lines.lines(11, 20));
    await sink.up();
    await write(t, writer, lines.lines(21, 30));
    await expectArrival(t, writer.container, lines);
  },
});
