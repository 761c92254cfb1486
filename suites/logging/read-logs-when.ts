import {type CheckContext, type Docker, defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {needs} from './_given.ts';
import {expectLines, needsReadLogs, read, someLines, untilLogged, when} from './_read.ts';
import {givenWriter, type Writer, write} from './_write.ts';

const dependsOn = [
  'logging.read-logs.succeeds',
  'logging.read-logs.line-feeds',
  'logging.read-logs.in-time-order',
  'logging.stream.times',
];

export const since = defineCheck({
  id: 'logging.read-logs.since',
  title: 'Since is understood with any number of digits after the second',
  level: 'MUST',
  requirement: 'logging/32',
  problem: '`docker logs --since` lacked lines.',
  consequence: '`docker logs --since` prints nothing, too little, or fails',
  fix: 'Parse Config.Since as RFC 3339 with zero to nine digits after the second; the year 1 means none.',
  needs,
  dependsOn,
  async run(t) {
    const {lines, times, container} = await givenTimes(t);
    const [first = 0n] = times;
    const before = first - MARGIN;
    // the daemon leaves out what is older, whether or not the plugin does
    for (const digits of [0, 3, 6, 9]) {
      const flag = when(before, digits);
      expectLines(t, await read(container, {since: flag}), {flags: `--since ${flag}`, expected: lines});
    }
    const late = between(times, 2);
    expectLines(t, await read(container, {since: late}), {
      flags: `--since ${late}`,
      expected: lines.slice(2),
    });
  },
});

export const until = defineCheck({
  id: 'logging.read-logs.until',
  title: 'Until is understood with any number of digits after the second',
  level: 'MUST',
  requirement: 'logging/32',
  problem: '`docker logs --until` lacked lines.',
  consequence: '`docker logs --until` prints nothing, too little, or fails',
  fix: 'Parse Config.Until as RFC 3339 with zero to nine digits after the second; the year 1 means none.',
  needs,
  dependsOn,
  async run(t) {
    const {lines, times, container} = await givenTimes(t);
    const after = (times.at(-1) ?? 0n) + MARGIN;
    for (const digits of [0, 3, 6, 9]) {
      // one unit of the last digit later, so that what is cut off does not make it earlier
      const flag = when(after + 10n ** BigInt(9 - digits), digits);
      expectLines(t, await read(container, {until: flag}), {flags: `--until ${flag}`, expected: lines});
    }
    const early = between(times, 3);
    expectLines(t, await read(container, {until: early}), {
      flags: `--until ${early}`,
      expected: lines.slice(0, 3),
    });
  },
});

export const window = defineCheck({
  id: 'logging.read-logs.since-and-until',
  title: 'Since and Until together give what is between them',
  level: 'MUST',
  requirement: 'logging/32',
  problem: '`docker logs --since … --until …` lacked lines.',
  consequence: 'a part of a log can not be shown',
  fix: 'Send entries that are neither older than Since nor younger than Until.',
  needs,
  dependsOn: ['logging.read-logs.since', 'logging.read-logs.until'],
  async run(t) {
    const {lines, times, container} = await givenTimes(t);
    const [from, to] = [between(times, 1), between(times, 4)];
    expectLines(t, await read(container, {since: from, until: to}), {
      flags: `--since ${from} --until ${to}`,
      expected: lines.slice(1, 4),
    });
  },
});

export const inclusive = defineCheck({
  id: 'logging.read-logs.since-inclusive',
  title: 'An entry of the very moment of Since or Until is shown',
  level: 'SHOULD',
  requirement: 'logging/32',
  problem: '`docker logs --since` with the time of a line, as `docker logs -t` prints it, lacked that line.',
  consequence:
    'a tool that goes on from the last time it saw loses lines of the same moment; dockerd’s own drivers show them',
  fix: 'Leave out what is before Since and what is after Until, and send what has just that time.',
  needs,
  dependsOn: ['logging.read-logs.since-and-until'],
  async run(t) {
    const {lines, times, container} = await givenTimes(t);
    const [from = 0n, to = 0n] = [times[1], times[3]];
    const flags = {since: when(from), until: when(to)};
    expectLines(t, await read(container, flags), {
      flags: `--since ${flags.since} --until ${flags.until}`,
      expected: lines.filter((_, index) => isWithin(times[index], from, to)),
    });
  },
});

/** Times may be coarse: others may have the same. */
function isWithin(time: bigint | undefined, from: bigint, to: bigint): boolean {
  return time !== undefined && time >= from && time <= to;
}

export const sinceTail = defineCheck({
  id: 'logging.read-logs.since-with-tail',
  title: 'Since and Tail together give the last lines, as far as they are young enough',
  level: 'MUST',
  requirement: ['logging/31', 'logging/32'],
  problem: '`docker logs --since … --tail …` printed other lines than the last.',
  consequence: '`docker logs --since 10m -n 5` lacks the latest lines',
  fix: 'Apply both; of what is not older than Since send the last Config.Tail lines.',
  needs,
  dependsOn: ['logging.read-logs.since', 'logging.read-logs.tail'],
  async run(t) {
    const {lines, times, container} = await givenTimes(t);
    const second = between(times, 1);
    expectLines(t, await read(container, {since: second, tail: 2}), {
      flags: `--since ${second} --tail 2`,
      expected: lines.slice(-2),
    });
  },
});

export const zone = defineCheck({
  id: 'logging.read-logs.since-in-zone',
  title: 'Since and Until are understood in a zone other than UTC',
  level: 'MUST',
  requirement: 'logging/32',
  problem: 'On a host that is not in UTC `docker logs --since` and `--until` showed the wrong lines.',
  consequence: 'this engine sends both in the zone of its host: `docker logs --since` is hours off, or empty',
  fix: 'Parse the offset at the end of Config.Since and Config.Until (`+05:30`).',
  engines: '<29',
  needs,
  dependsOn: ['logging.read-logs.since', 'logging.read-logs.until'],
  async run(t) {
    for (const zoneMinutes of [330, -210]) {
      const {lines, times, container} = await givenTimes(t, await t.docker({zoneMinutes}));
      const flags = {since: between(times, 1), until: between(times, 4)};
      expectLines(t, await read(container, flags), {
        flags: `--since ${flags.since} --until ${flags.until}`,
        expected: lines.slice(1, 4),
      });
    }
  },
});

/** What becomes of the last digits is nobody's concern, and the instant itself has a check of its own. */
const MARGIN = 1_000_000n;

/** Halfway between the line before this one, counted from 0, and the line itself. */
function between(times: readonly bigint[], index: number): string {
  return when(((times[index - 1] ?? 0n) + (times[index] ?? 0n)) / 2n);
}

interface Times extends Writer {
  readonly lines: readonly string[];
  readonly times: readonly bigint[];
}

/** Five lines with some time between them. */
async function givenTimes(t: CheckContext, docker?: Docker): Promise<Times> {
  await needsReadLogs(t);
  const writer = await givenWriter(t, {}, docker);
  const lines = someLines(t, 5);
  for (const line of lines) {
    await write(t, writer, `${line}\n`);
    await pause(20);
  }
  const {times} = await untilLogged(t, writer, lines.length);
  return {...writer, lines, times};
}
