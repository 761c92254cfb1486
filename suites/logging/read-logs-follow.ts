import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {type Following, follow} from './_follow.ts';
import {needs} from './_given.ts';
import {givenLog, needsReadLogs, someLines} from './_read.ts';
import {givenWriter, write} from './_write.ts';

const dependsOn = ['logging.read-logs.again'];
/** More than a user takes for "at once", with room for a busy machine. */
const PROMPT_MS = 2000;
/** Of the time that a call may take. */
const PROMPT_PART = 0.6;

export const newLines = defineCheck({
  id: 'logging.read-logs.follow-new',
  title: 'With Follow old lines come first, and new ones as they are written',
  level: 'MUST',
  requirement: 'logging/35',
  problem: '`docker logs -f` did not show what the container wrote.',
  consequence: '`docker logs -f` and `docker compose up` show nothing, or end at once',
  fix: 'Keep the body open when Config.Follow is true, and send and flush each new entry.',
  needs,
  dependsOn,
  async run(t) {
    const [old = '', ...fresh] = someLines(t, 4);
    const writer = await givenLog(t, [old]);
    const following = follow(t, writer.container);
    await expectSeen(t, following, [old]);
    for (const [index, line] of fresh.entries()) {
      await write(t, writer, `${line}\n`);
      await expectSeen(t, following, [old, ...fresh.slice(0, index + 1)]);
    }
  },
});

export const prompt = defineCheck({
  id: 'logging.read-logs.follow-prompt',
  title: 'With Follow a new line is sent within two seconds',
  level: 'SHOULD',
  requirement: 'logging/35',
  problem: '`docker logs -f` showed lines late.',
  consequence: '`docker logs -f` lags behind what the container does',
  fix: 'Flush the body after each entry; do not wait for a buffer to fill.',
  needs,
  dependsOn: ['logging.read-logs.follow-new'],
  async run(t) {
    const [old = '', line = ''] = someLines(t, 2);
    const writer = await givenLog(t, [old]);
    const following = follow(t, writer.container);
    await following.until(seen => seen.length > 0);
    const start = performance.now();
    const limitMs = Math.min(PROMPT_MS, PROMPT_PART * t.settings.callTimeoutMs);
    await write(t, writer, `${line}\n`);
    await expectSeen(t, following, [old, line]);
    const tookMs = Math.round(performance.now() - start);
    t.expect.ok(tookMs <= limitMs, {expected: `within ${limitMs} ms`, actual: `after ${tookMs} ms`});
  },
});

export const followTail = defineCheck({
  id: 'logging.read-logs.follow-tail',
  title: 'With Follow, Tail counts old lines only: new ones all come',
  level: 'MUST',
  requirement: 'logging/35',
  problem: '`docker logs -f --tail` showed other lines than the last old ones and all new ones.',
  consequence: '`docker logs -f -n 10` prints the whole log first, or ends after ten lines',
  fix: 'Apply Config.Tail to what is there when ReadLogs comes, and send everything after it.',
  needs,
  dependsOn: ['logging.read-logs.follow-new', 'logging.read-logs.tail'],
  async run(t) {
    const lines = someLines(t, 8);
    const [old, fresh] = [lines.slice(0, 4), lines.slice(4)];
    const writer = await givenLog(t, old);
    const following = follow(t, writer.container, {tail: 2});
    await expectSeen(t, following, old.slice(-2));
    // one after the other: what comes in one piece may be sent in one piece
    for (const [index, line] of fresh.entries()) {
      await write(t, writer, `${line}\n`);
      await expectSeen(t, following, [...old.slice(-2), ...fresh.slice(0, index + 1)]);
    }
  },
});

export const fromNow = defineCheck({
  id: 'logging.read-logs.follow-tail-zero',
  title: 'With Follow and Tail 0 only new lines come',
  level: 'MUST',
  requirement: 'logging/35',
  problem: '`docker logs -f --tail 0` showed old lines, or no new ones.',
  consequence: '`docker logs -f -n 0` prints the whole log, or nothing ever',
  fix: 'Send no old line when Config.Tail is 0, and all new ones.',
  needs,
  dependsOn: ['logging.read-logs.follow-new', 'logging.read-logs.tail-zero'],
  async run(t) {
    const [old = '', ...rest] = someLines(t, 30);
    const writer = await givenLog(t, [old]);
    const following = follow(t, writer.container, {tail: 0});
    // nothing tells when the follow has begun: lines are written until one of them comes
    for (const line of rest) {
      await write(t, writer, `${line}\n`);
      if (await soon(following)) break;
    }
    const [first] = following.seen();
    t.expect.ok(first !== undefined && first !== old && rest.includes(first), {
      expected: '`docker logs -f --tail 0` prints the lines written after it began',
      actual: first === undefined ? 'nothing came' : `first came ${JSON.stringify(first)}`,
    });
  },
});

export const ends = defineCheck({
  id: 'logging.read-logs.follow-ends',
  title: 'A follow ends when the container has ended, with all it wrote',
  level: 'MUST',
  requirement: 'logging/36',
  problem: '`docker logs -f` of a container that ended did not return, or lacked its last lines.',
  consequence:
    'dockerd does not end a follow by itself: `docker logs -f` hangs for ever after the container is gone, and with it every script that waits',
  fix: 'End the body of each follow once StopLogging came for the container and everything was sent.',
  needs,
  dependsOn: ['logging.read-logs.follow-new', 'logging.stop-logging.nothing-lost'],
  async run(t) {
    const [old = '', ...last] = someLines(t, 20);
    const writer = await givenLog(t, [old]);
    const following = follow(t, writer.container);
    await following.until(seen => seen.length > 0);
    await write(t, writer, last.map(line => `${line}\n`).join(''));
    await writer.container.exit();
    t.expect.ok(await following.ended(), {
      expected: 'the body of ReadLogs ends after StopLogging',
      actual: `it was still open ${t.settings.callTimeoutMs / 1000} s later`,
    });
    const {error} = await following.result();
    t.expect.equal(error, '', 'the error of `docker logs -f`');
    t.expect.equal(following.seen(), [old, ...last], 'what `docker logs -f` printed');
  },
});

export const noGap = defineCheck({
  id: 'logging.read-logs.follow-no-gap',
  title: 'Between old and new lines none is lost or doubled, however fast the container writes',
  level: 'MUST',
  requirement: ['logging/35', 'logging/39'],
  problem: 'A follow that began while the container wrote lacked lines, or had some twice.',
  consequence: '`docker logs -f` lacks lines, or shows some twice',
  fix: 'Register for new entries and take the old ones in one step, under the lock that appending takes.',
  needs,
  dependsOn,
  async run(t) {
    await needsReadLogs(t);
    const writer = await givenWriter(t);
    // sending so many takes time, in which the container writes more
    const lines = someLines(t, 1000);
    const followings: Following[] = [];
    for (let at = 0; at < lines.length; at += 20) {
      if (at % 100 === 0) followings.push(follow(t, writer.container));
      const batch = lines.slice(at, at + 20).map(line => `${line}\n`);
      await write(t, writer, batch.join(''));
      // so that it writes while the follows begin
      await pause(10);
    }
    for (const following of followings) await expectSeen(t, following, lines);
  },
});

/** Fails unless the follow comes to have printed exactly these lines. */
async function expectSeen(t: CheckContext, following: Following, lines: readonly string[]): Promise<void> {
  const came = await following.until(seen => seen.length >= lines.length);
  const seen = following.seen();
  const isSame = came && JSON.stringify(seen) === JSON.stringify(lines);
  if (isSame) return;
  const wrong = seen.findIndex((line, index) => line !== lines[index]);
  const difference = wrong < 0 ? '' : `; line ${wrong + 1} is ${JSON.stringify(seen[wrong])}`;
  t.expect.fail({
    expected: `\`docker logs -f\` has printed ${lines.length} lines, the last of them ${JSON.stringify(lines.at(-1))}`,
    actual: `${seen.length} lines${difference}`,
  });
}

async function soon(following: Following): Promise<boolean> {
  await pause(50);
  return following.seen().length > 0;
}
