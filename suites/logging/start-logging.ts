import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {startOf} from './_calls.ts';
import {needs, runLogged} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {givenWriter, startWriter, write} from './_write.ts';

const dependsOn = ['logging.start-logging.succeeds'];

export const succeeds = defineCheck({
  id: 'logging.start-logging.succeeds',
  title: 'A container that logs to the plugin starts',
  level: 'MUST',
  requirement: 'logging/2',
  problem: 'A container that logs to the plugin did not start.',
  consequence:
    '`docker run` fails with `failed to initialize logging driver: error creating logger: …`; the container stays "created"',
  fix: 'Answer StartLogging with 200 and `{}` as soon as the FIFO is open; options that you require are given with --log-opt.',
  needs,
  async run(t) {
    const container = await runLogged(t, await t.docker());
    t.expect.equal(container.error, '', 'the error of `docker run`');
    t.expect.ok(container.running, {expected: 'the container runs', actual: 'it does not'});
  },
});

/** Tried so often: other work on the machine may hold up one of them. */
const TRIES = 3;
/** A start that takes longer is felt. */
const PROMPT_MS = 1000;

export const prompt = defineCheck({
  id: 'logging.start-logging.prompt',
  title: 'StartLogging is answered within a second',
  level: 'SHOULD',
  requirement: 'logging/55',
  problem: 'Containers that log to the plugin start slowly.',
  consequence: 'each `docker run` and restart waits for StartLogging, before the program runs',
  fix: 'Open the FIFO and answer; connect to the backend in the background.',
  needs,
  dependsOn,
  async run(t) {
    const docker = await t.docker();
    for (let tries = 0; tries < TRIES; tries += 1) await givenWriter(t, {}, docker);
    const times = t
      .exchanges()
      .flatMap(({method, timing}) => (method === 'LogDriver.StartLogging' ? [timing.totalMs] : []));
    const best = Math.min(...times);
    t.expect.ok(best < PROMPT_MS, {
      expected: 'an answer within a second',
      actual: `the fastest of ${TRIES} took ${(best / 1000).toFixed(1)} s`,
    });
  },
});

export const absentFifo = defineCheck({
  id: 'logging.start-logging.absent-fifo',
  title: 'StartLogging with a FIFO that the plugin can not open is refused',
  level: 'SHOULD',
  requirement: 'logging/50',
  problem: 'The plugin reported success although it could not open the FIFO.',
  consequence:
    'a managed plugin that hides /run/docker/logging by a mount seems to work: containers start, log nothing and freeze at 64 KiB',
  fix: 'Open the FIFO before you answer StartLogging, and answer its error in Err.',
  needs,
  dependsOn,
  async run(t) {
    t.expect(await startWithoutFifo(t)).toFail();
  },
});

export const survivesAbsentFifo = defineCheck({
  id: 'logging.start-logging.survives-absent-fifo',
  title: 'After a FIFO that could not be opened other containers log as before',
  level: 'MUST',
  requirement: 'logging/50',
  problem: 'A FIFO that could not be opened ended all logging.',
  consequence: 'one container that can not log takes the log of all others with it',
  fix: 'Handle the error of opening: it concerns this FIFO alone.',
  needs,
  dependsOn: ['logging.stream.arrives'],
  async run(t) {
    const before = await givenWriter(t);
    await startWithoutFifo(t);
    const [old, fresh] = [numbered(t, 2), numbered(t, 2)];
    await write(t, before, old.lines(1, 2));
    const after = await startWriter(t);
    await write(t, after, fresh.lines(1, 2));
    await expectArrival(t, before.container, old);
    await expectArrival(t, after.container, fresh);
  },
});

/** A StartLogging with the path of a FIFO that is not there. */
async function startWithoutFifo(t: CheckContext) {
  const {container} = await givenWriter(t);
  const {File, Info} = startOf(t, container);
  const absent = {File: `${File}${t.unique('-absent')}`, Info: {...Info, ContainerID: absentId(Info)}};
  t.cleanup(() => t.plugin.call('LogDriver.StopLogging', {File: absent.File}, {probe: true}));
  return t.plugin.call('LogDriver.StartLogging', absent, {probe: true});
}

/** Another container's. */
function absentId({ContainerID: id}: {readonly ContainerID: string}): string {
  return [...id].reverse().join('');
}
