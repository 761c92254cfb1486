import {type CheckContext, type Docker, defineCheck, ownsProcess} from '../../src/authoring.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {type Numbered, numbered} from './_numbered.ts';
import {canRead, expectArrival, readLog, sightsOf} from './_sight.ts';
import {givenWriter, startWriter, type Writer, write} from './_write.ts';

const dependsOn = ['logging.stop-logging.nothing-lost'];

/** As many as a large `docker compose up`. */
const AT_ONCE = 40;

export const atOnce = defineCheck({
  id: 'logging.containers.at-once',
  title: 'Forty containers start, log and stop at the same time, each into its own log',
  level: 'MUST',
  requirement: 'logging/24',
  problem: 'Containers that started, logged and stopped at the same time got in each other’s way.',
  consequence:
    '`docker compose up` or `down` fails in part, lines are lost or get into the log of another container',
  fix: 'Guard the table of FIFOs against parallel calls, and read each FIFO by itself.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs: 120_000,
  async run(t) {
    const docker = await t.docker();
    const all = await Promise.all(Array.from({length: AT_ONCE}, () => start(t, docker)));
    await Promise.all(all.map(({writer, lines}) => write(t, writer, lines.lines(1, 20))));
    await Promise.all(all.map(({writer}) => end(t, writer)));
    for (const {writer, lines} of all) await expectArrival(t, writer.container, lines);
    if (!(await canRead(t))) return;
    for (const {writer, lines} of all.slice(0, 5)) {
      const log = await readLog(t, writer.container);
      const foreign = log.split(/(?<=;)\n*/).find(line => line !== '' && lines.numbersIn(line).length === 0);
      t.expect.ok(foreign === undefined, {
        expected: 'each log has the lines of its own container alone',
        actual: `it has ${foreign}`,
      });
    }
  },
});

async function start(t: CheckContext, docker: Docker) {
  const lines = numbered(t, 20);
  return {lines, writer: await startWriter(t, docker)};
}

export const silent = defineCheck({
  id: 'logging.containers.silent',
  title: 'StartLogging and StopLogging without a line between them change nothing in the log',
  level: 'MUST',
  requirement: 'logging/23',
  problem: 'A container that logged nothing, or a look at a log, changed the log.',
  consequence:
    'dockerd starts and stops a log to read that of a stopped container: each `docker logs` would change it',
  fix: 'Truncate nothing and write nothing in StartLogging and StopLogging.',
  needs,
  dependsOn: ['logging.stop-logging.next-run'],
  async run(t) {
    const writer = await givenWriter(t);
    const two = numbered(t, 2);
    await write(t, writer, two.lines(1, 2));
    await end(t, writer);
    await expectArrival(t, writer.container, two);
    const before = (await canRead(t)) ? await readLog(t, writer.container) : '';
    for (let run = 0; run < 2; run += 1) {
      await writer.container.start();
      await end(t, writer);
    }
    await expectArrival(t, writer.container, two);
    if (before !== '') t.expect.equal(await readLog(t, writer.container), before, 'the log');
  },
});

export const nameAgain = defineCheck({
  id: 'logging.containers.name-again',
  title: 'A container with the name of a removed one has a log of its own',
  level: 'MUST',
  requirement: 'logging/22',
  problem: 'The log of a container that was removed came back with the next one of its name.',
  consequence:
    'after `docker compose up` of a new version `docker logs web` begins with the lines of the old container: dockerd tells no plugin that a container was removed',
  fix: 'Keep logs by Info.ContainerID, which is never used again; the name is for people.',
  needs,
  dependsOn,
  async run(t) {
    const docker = await t.docker();
    const name = t.unique('named');
    const [old, fresh] = [numbered(t, 3, 'before it was removed'), numbered(t, 3)];
    for (const lines of [old, fresh]) {
      const writer = await givenWriter(t, {name}, docker);
      await write(t, writer, lines.lines(1, 3));
      await expectArrival(t, writer.container, lines);
      if (lines === fresh) await expectNone(t, writer, old);
      await end(t, writer);
      await writer.container.rm();
    }
  },
});

/** Fails when lines of another container are in the log. */
async function expectNone(t: CheckContext, {container}: Writer, foreign: Numbered): Promise<void> {
  for (const {how, look} of await sightsOf(t)) {
    const seen = foreign.numbersIn(await look(container)).length;
    t.expect.ok(seen === 0, {
      expected: `${how} shows the lines of the new container alone`,
      actual: `${seen} lines of the removed container of the same name come with them`,
    });
  }
}

/** Rounds before the first count: pools and caches fill up. */
const WARM_UP = 5;
const ROUNDS = 30;
/** With a slow back end fewer rounds have to do. */
const FEWEST = 10;

export const nothingLeft = defineCheck({
  id: 'logging.containers.nothing-left',
  title: 'Containers that came and went leave no open files, threads and processes',
  level: 'SHOULD',
  requirement: 'logging/20',
  problem: 'Each container that logged left something behind in the plugin.',
  consequence:
    'after days the plugin runs out of files or memory: no container starts, with `too many open files`',
  fix: 'Close the FIFO and end what reads it when StopLogging comes.',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.stop-logging.succeeds'],
  exclusive: true,
  async run(t) {
    const docker = await t.docker();
    await rounds(t, docker, WARM_UP);
    const before = usage(t);
    const done = await rounds(t, docker, ROUNDS);
    const after = usage(t);
    if (done < FEWEST)
      t.untestable(`only ${done} containers came and went in time: the back end is too slow`);
    const growth = {
      'open files': after.files - before.files,
      threads: after.threads - before.threads,
      processes: after.processes - before.processes,
    };
    const grown = Object.entries(growth).filter(([, more]) => more > done / 3);
    t.expect.ok(grown.length === 0, {
      expected: `as much as before after ${done} containers`,
      actual: grown.map(([what, more]) => `${more} more ${what}`).join(', '),
    });
  },
});

/** Containers come and go, for as long as a call may take at most; gives how many. */
async function rounds(t: CheckContext, docker: Docker, most: number): Promise<number> {
  const until = performance.now() + t.settings.callTimeoutMs;
  for (let round = 0; round < most; round += 1) {
    if (performance.now() > until) return round;
    const writer: Writer = await givenWriter(t, {}, docker);
    await write(t, writer, 'a line\n');
    await end(t, writer);
  }
  return most;
}

function usage(t: CheckContext) {
  return (
    t.process.usage() ??
    t.untestable("the plugin's files and threads can't be counted here: needs Linux and the same user")
  );
}
