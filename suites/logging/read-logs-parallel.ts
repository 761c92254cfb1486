import {type CheckContext, defineCheck, ownsProcess, type ProcessUsage} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {end, startOf} from './_calls.ts';
import {type Following, follow} from './_follow.ts';
import {needs, runLogged} from './_given.ts';
import {expectLines, givenLog, needsReadLogs, read, someLines, untilLogged} from './_read.ts';
import {givenWriter, type Writer, write} from './_write.ts';

const dependsOn = ['logging.read-logs.follow-new'];
const NEVER = '0001-01-01T00:00:00Z';

export const readers = defineCheck({
  id: 'logging.read-logs.several-readers',
  title: 'A log is read by several at one time, with and without Follow',
  level: 'MUST',
  requirement: 'logging/39',
  problem: 'Of several readers of one log not all got it.',
  consequence: 'a second `docker logs` of a container hangs or lacks lines while another follows it',
  fix: 'Give each ReadLogs a reader and a position of its own.',
  needs,
  dependsOn,
  async run(t) {
    const [lines, [fresh = '']] = [someLines(t, 10), someLines(t, 1)];
    const writer = await givenLog(t, lines);
    const followings = [1, 2, 3].map(() => follow(t, writer.container));
    for (const following of followings) await following.until(seen => seen.length >= lines.length);
    const readings = await Promise.all([1, 2, 3, 4].map(() => read(writer.container)));
    for (const reading of readings) expectLines(t, reading, {flags: '', expected: lines});
    await write(t, writer, `${fresh}\n`);
    for (const following of followings) {
      await following.until(seen => seen.length > lines.length);
      t.expect.equal(following.seen(), [...lines, fresh], 'what each `docker logs -f` printed');
    }
  },
});

export const meanwhile = defineCheck({
  id: 'logging.read-logs.others-meanwhile',
  title: 'While a log is followed, other containers start, log and stop',
  level: 'MUST',
  requirement: 'logging/39',
  problem: 'An open `docker logs -f` held up another container.',
  consequence: 'while anybody follows a log, `docker run` and `docker stop` of other containers hang',
  fix: 'Serve each ReadLogs apart, and hold no lock while it waits for new entries.',
  needs,
  dependsOn,
  async run(t) {
    const [old, lines] = [someLines(t, 2), someLines(t, 3)];
    const first = await givenLog(t, old);
    const following = follow(t, first.container);
    await following.until(seen => seen.length >= old.length);
    const container = await runLogged(t, first.docker);
    t.expect.equal(container.error, '', 'the error of `docker run` of another container');
    const other = {docker: first.docker, container};
    await write(t, other, lines.map(line => `${line}\n`).join(''));
    await untilLogged(t, other, lines.length);
    await end(t, other);
    t.expect.equal(following.seen(), old, 'what `docker logs -f` of the first container printed');
  },
});

export const unread = defineCheck({
  id: 'logging.read-logs.stuck-reader',
  title: 'A reader that does not read holds up neither the container nor its end',
  level: 'MUST',
  requirement: ['logging/39', 'logging/4'],
  problem: 'A `docker logs -f` in a terminal that was stopped froze the container.',
  consequence:
    'a user who presses Ctrl-S in `docker logs -f`, or a slow log viewer, freezes the container in write; `docker stop` hangs',
  fix: 'Read the FIFO whatever its readers do; let a reader who is slow fall behind, or drop it.',
  needs,
  dependsOn,
  async run(t) {
    const writer = await givenLog(t, someLines(t, 1));
    const {Info} = startOf(t, writer.container);
    const config = {Since: NEVER, Until: NEVER, Tail: -1, Follow: true};
    const stuck = await t.plugin.callUnread('LogDriver.ReadLogs', {Info, Config: config});
    if (stuck === null) return t.blocked('logging.read-logs.succeeds', 'no connection could be made');
    // far more than sockets and pipes hold, in few lines for plugins that are slow with each
    const piece = `${'x'.repeat(16_383)}\n`.repeat(4);
    for (let count = 0; count < 64; count += 1) await write(t, writer, piece);
    await end(t, writer);
    stuck.close();
  },
});

export const leaving = defineCheck({
  id: 'logging.read-logs.leave-goes-on',
  title: 'When followers leave, logging and other followers go on',
  level: 'MUST',
  requirement: 'logging/37',
  problem: 'After a `docker logs -f` had been ended, logging of the container did not go on.',
  consequence: 'Ctrl-C in `docker logs -f` freezes the container, or breaks the log for others',
  fix: 'Take a write that fails for the end of that reader alone.',
  needs,
  dependsOn,
  async run(t) {
    const lines = someLines(t, 6);
    const writer = await givenLog(t, lines.slice(0, 1));
    const staying = follow(t, writer.container);
    for (let at = 1; at < lines.length; at += 1) {
      const following = follow(t, writer.container);
      await following.until(seen => seen.length >= at);
      await following.leave();
      await write(t, writer, `${lines[at]}\n`);
      await staying.until(seen => seen.length > at);
    }
    t.expect.equal(staying.seen(), lines, 'what the `docker logs -f` that stayed printed');
    await end(t, writer);
  },
});

const FOLLOWERS = 25;

export const released = defineCheck({
  id: 'logging.read-logs.leave-leaves-nothing',
  title: 'What a follow held is given back when its connection is closed',
  level: 'SHOULD',
  requirement: 'logging/37',
  problem: 'Follows whose readers had left were not ended.',
  consequence: 'the plugin holds more files with every `docker logs -f`, until it can open no more',
  fix: 'End the follow when writing to its connection fails, or when the request is cancelled.',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.read-logs.leave-goes-on'],
  exclusive: true,
  async run(t) {
    const writer = await givenLog(t, someLines(t, 1));
    await roundsOfFollowing(t, writer, 3);
    const before = await settledUsage(t, null);
    await roundsOfFollowing(t, writer, FOLLOWERS);
    const after = await settledUsage(t, before);
    const [more, threads] = [after.files - before.files, after.threads - before.threads];
    t.expect.ok(more < FOLLOWERS / 2 && threads < FOLLOWERS / 2, {
      expected: `as many open files and threads as before ${FOLLOWERS} follows`,
      actual: `${more} files and ${threads} threads more`,
    });
  },
});

/** Follows that leave; with the next lines the daemon notices and closes their connections. */
async function roundsOfFollowing(t: CheckContext, writer: Writer, count: number): Promise<void> {
  const followings: Following[] = [];
  for (let index = 0; index < count; index += 1) followings.push(follow(t, writer.container));
  for (const following of followings) await following.until(seen => seen.length > 0);
  for (const following of followings) await following.leave();
  for (const word of ['one', 'two']) {
    await write(t, writer, `${word}\n`);
    await pause(50);
  }
}

/** Waits until it is back at what it was, as long as a call may take. */
async function settledUsage(t: CheckContext, before: ProcessUsage | null): Promise<ProcessUsage> {
  const until = performance.now() + t.settings.callTimeoutMs;
  for (;;) {
    const usage = t.process.usage();
    if (usage === null) return t.untestable("what the plugin's process holds can not be seen here");
    if (before === null) await pause(300);
    if (before === null) return t.process.usage() ?? usage;
    if (usage.files <= before.files && usage.threads <= before.threads) return usage;
    if (performance.now() > until) return usage;
    await pause(100);
  }
}

export const whileWriting = defineCheck({
  id: 'logging.read-logs.while-writing',
  title: 'A log is read while the container writes: a beginning without a gap',
  level: 'MUST',
  requirement: 'logging/39',
  problem: '`docker logs` of a container that wrote meanwhile failed, or lacked lines in between.',
  consequence: '`docker logs` of busy containers fails, or shows a log with holes',
  fix: 'Read up to the last whole entry; append and read under one lock.',
  needs,
  dependsOn,
  async run(t) {
    await needsReadLogs(t);
    const writer = await givenWriter(t);
    const lines = someLines(t, 400);
    const readings: Promise<Awaited<ReturnType<typeof read>>>[] = [];
    for (let at = 0; at < lines.length; at += 20) {
      await write(
        t,
        writer,
        lines
          .slice(at, at + 20)
          .map(line => `${line}\n`)
          .join(''),
      );
      readings.push(read(writer.container));
    }
    for (const reading of await Promise.all(readings))
      expectLines(t, reading, {flags: '', expected: lines.slice(0, reading.lines.length)});
  },
});
