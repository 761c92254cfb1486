import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {needs} from './_given.ts';
import {readLines} from './_lines.ts';
import {numbered} from './_numbered.ts';
import {needsRead, settled} from './_sight.ts';
import {givenWriter, write} from './_write.ts';

/** So much the plugin is behind: more than back ends with times in seconds are off. */
const BEHIND_MS = 1500;

export const times = defineCheck({
  id: 'logging.stream.times',
  title: 'A line keeps the time at which the daemon read it',
  level: 'MUST',
  requirement: 'logging/10',
  problem: 'Lines were given other times than those at which they were written.',
  consequence: '`docker logs --timestamps` and `--since` go by wrong times, whenever the plugin is behind',
  fix: 'Store `time_nano` of the entry, not the time at which you handle it.',
  needs,
  dependsOn: ['logging.stream.complete'],
  async run(t) {
    const {sent, seen} = await timesOf(t, BEHIND_MS);
    const late = seen.find((time, index) => apart(time, sent[index]) >= 1_000_000_000n);
    t.expect.ok(late === undefined, {
      expected: `times within a second of ${sent[0]}, which the daemon sent 1.5 s later`,
      actual: `the log says ${late}`,
    });
  },
});

export const timesExact = defineCheck({
  id: 'logging.stream.times-exact',
  title: 'Times keep their nanoseconds',
  level: 'SHOULD',
  requirement: 'logging/10',
  problem: 'Times of lines were rounded.',
  consequence:
    '`docker logs --timestamps` shows other times than with other drivers, and lines can not be told apart',
  fix: 'Store `time_nano` as a 64-bit number or with nine digits.',
  needs,
  dependsOn: ['logging.stream.times'],
  async run(t) {
    const {sent, seen} = await timesOf(t, 0);
    t.expect.equal(seen.map(String), sent.map(String), 'the times in the log');
  },
});

const LINES = 3;

/** Times that the daemon sent, so long after it stamped them, and those that the log shows. */
async function timesOf(
  t: CheckContext,
  delayMs: number,
): Promise<{readonly sent: readonly bigint[]; readonly seen: readonly bigint[]}> {
  await needsRead(t);
  const sent: bigint[] = [];
  const docker = await t.docker({
    tapLogs:
      ({write: send, lines}) =>
      async bytes => {
        await pause(delayMs);
        await send(bytes);
        sent.push(...lines(bytes).map(({time}) => time));
      },
  });
  const writer = await givenWriter(t, {}, docker);
  const wanted = numbered(t, LINES);
  await write(t, writer, wanted.lines(1, LINES));
  while (sent.length < LINES && !t.signal.aborted) await pause(10);
  const lines = await settled(
    t,
    () => readLines(t, writer.container),
    ({length}) => length >= LINES,
  );
  if (lines.length !== LINES)
    t.blocked('logging.stream.arrives', `${lines.length} of ${LINES} lines are there`);
  return {sent, seen: lines.map(({time}) => time)};
}

function apart(one: bigint, other = 0n): bigint {
  return one > other ? one - other : other - one;
}
