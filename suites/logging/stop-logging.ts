import {type CheckContext, type Docker, defineCheck} from '../../src/authoring.ts';
import {end, startOf, stopFailure} from './_calls.ts';
import {needs} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {givenWriter, write} from './_write.ts';

export const succeeds = defineCheck({
  id: 'logging.stop-logging.succeeds',
  title: 'StopLogging is answered while the daemon still holds the FIFO open',
  level: 'MUST',
  requirement: 'logging/15',
  problem: 'A container that logs to the plugin could not be ended.',
  consequence:
    'the daemon closes the FIFO only after the answer: `docker stop`, `kill` and `rm` never return and the container stays "Up" until dockerd is restarted',
  fix: 'In StopLogging, take what is in the FIFO, close it yourself and answer; do not wait for its end (EOF).',
  needs,
  dependsOn: ['logging.start-logging.succeeds'],
  async run(t) {
    const writer = await givenWriter(t);
    await write(t, writer, numbered(t, 3).lines(1, 3));
    await end(t, writer);
  },
});

/** Tried so often: other work on the machine may hold up one of them. */
const TRIES = 3;
/** An end that takes longer is felt. */
const PROMPT_MS = 1000;

export const prompt = defineCheck({
  id: 'logging.stop-logging.prompt',
  title: 'StopLogging is answered within a second',
  level: 'SHOULD',
  requirement: 'logging/16',
  problem: 'Containers that log to the plugin end slowly.',
  consequence:
    'the container stays "Up" until StopLogging is answered: `docker run` returns late, and `docker stop`, `inspect` and restarts of it wait',
  fix: 'Take what is in the FIFO and answer; hand it on to the backend in the background.',
  needs,
  dependsOn: ['logging.stop-logging.succeeds'],
  async run(t) {
    const docker = await t.docker();
    for (let tries = 0; tries < TRIES; tries += 1) {
      const writer = await givenWriter(t, {}, docker);
      await write(t, writer, numbered(t, 3).lines(1, 3));
      await end(t, writer);
    }
    const times = t
      .exchanges()
      .flatMap(({method, timing}) => (method === 'LogDriver.StopLogging' ? [timing.totalMs] : []));
    const best = Math.min(...times);
    t.expect.ok(best < PROMPT_MS, {
      expected: 'an answer within a second',
      actual: `the fastest of ${TRIES} took ${(best / 1000).toFixed(1)} s`,
    });
  },
});

/** Short containers: some whose output the FIFO can hold as a whole, some that end while the plugin is still busy with it. */
const ROUNDS = [1, 20, 3000, 300, 3000];

export const nothingLost = defineCheck({
  id: 'logging.stop-logging.nothing-lost',
  title: 'What a container writes right before its end is in the log',
  level: 'MUST',
  requirement: 'logging/14',
  problem: 'The last lines of a container were lost.',
  consequence:
    '`docker logs` of a short-lived or crashed container lacks its last lines, which say why it ended',
  fix: 'In StopLogging, read the FIFO until it is empty before you close it and answer: all of the container is in it by then.',
  needs,
  dependsOn: ['logging.stop-logging.succeeds', 'logging.stream.complete'],
  async run(t) {
    const docker = await t.docker();
    for (const count of ROUNDS) await runShortLived(t, docker, count);
    // a plugin that has much to do is behind with reading
    await Promise.all(Array.from({length: AT_ONCE}, () => runShortLived(t, docker, 1000)));
  },
});

const AT_ONCE = 8;

async function runShortLived(t: CheckContext, docker: Docker, count: number): Promise<void> {
  const wanted = numbered(t, count);
  const output = () => [{data: wanted.lines(1, count, 120)}];
  const {container} = await givenWriter(t, {program: {kind: 'exits', code: 0, afterMs: 0, output}}, docker);
  t.expect.equal(stopFailure(t, startOf(t, container).File), '', 'the failure of StopLogging');
  await expectArrival(t, container, wanted);
}
