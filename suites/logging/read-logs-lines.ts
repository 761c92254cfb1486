import {defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {needs} from './_given.ts';
import {isPrinted, needsReadLogs, readWell, someLines, texts, untilLogged} from './_read.ts';
import {latin1, settled} from './_sight.ts';
import {givenWriter, write, writeError} from './_write.ts';

const dependsOn = ['logging.read-logs.succeeds', 'logging.read-logs.ends'];

export const lineFeeds = defineCheck({
  id: 'logging.read-logs.line-feeds',
  title: 'Every whole line that ReadLogs sends ends with a line feed',
  level: 'MUST',
  requirement: 'logging/29',
  problem: '`docker logs` printed the lines without line ends, or with too many.',
  consequence:
    'dockerd prints what it gets: all lines run together on one, or blank lines stand between them',
  fix: 'Put back the line feed, which entries of the FIFO lack, after each entry that ends its line.',
  needs,
  dependsOn,
  async run(t) {
    await needsReadLogs(t);
    const writer = await givenWriter(t);
    const [first = '', second = '', third = ''] = someLines(t, 3);
    const text = `${first}\n\n${second}\n${third}\n`;
    await write(t, writer, text);
    const printed = async () => (await readWell(t, writer.container)).lines.join('');
    let seen = await printed();
    for (let tries = 0; tries < 20 && !seen.includes(third); tries += 1) {
      await pause(50);
      seen = await printed();
    }
    if (!seen.includes(third)) t.blocked('logging.stream.arrives', 'the lines did not come');
    // empty lines have a check of their own
    const [wanted, actual] = [text, seen].map(all => all.replace(/\n\n/, '\n'));
    t.expect.equal(actual, wanted, 'what `docker logs` prints');
  },
});

export const source = defineCheck({
  id: 'logging.read-logs.source',
  title: 'Every entry of ReadLogs has stdout or stderr for its source',
  level: 'MUST',
  requirement: 'logging/30',
  problem: 'Lines of the log did not show up.',
  consequence:
    'dockerd drops entries whose source is another word, without a message: `docker logs` lacks them',
  fix: 'Send the source of the entry as it came: `stdout` or `stderr`.',
  needs,
  dependsOn,
  async run(t) {
    await needsReadLogs(t);
    const writer = await givenWriter(t);
    await write(t, writer, 'one\n');
    await writeError(t, writer, 'two\n');
    const {lines} = await settled(
      t,
      () => writer.container.logs(),
      seen => seen.lines.length >= 2,
    );
    const others = lines.filter(entry => !isPrinted(entry) && entry.line.length > 0);
    t.expect.ok(others.length === 0, {
      expected: 'source stdout or stderr',
      actual: others.map(line => `"${line.source}" for ${JSON.stringify(latin1(line.line))}`).join(', '),
    });
  },
});

export const timeOrder = defineCheck({
  id: 'logging.read-logs.in-time-order',
  title: 'ReadLogs sends entries in the order of their times, both streams together',
  level: 'MUST',
  requirement: 'logging/33',
  problem: 'Entries came in another order than that of their times.',
  consequence:
    'dockerd stops at the first entry after `--until`: `docker logs --until` lacks lines; without it stdout and stderr are not as they were written',
  fix: 'Send the entries of a container in the order in which they came from the FIFO, whatever their source.',
  needs,
  dependsOn: ['logging.read-logs.line-feeds', 'logging.read-logs.source'],
  async run(t) {
    await needsReadLogs(t);
    const writer = await givenWriter(t);
    const lines = someLines(t, 8);
    for (const [index, line] of lines.entries()) {
      await (index % 2 === 0 ? write : writeError)(t, writer, `${line}\n`);
      await untilLogged(t, writer, index + 1);
    }
    const {times, lines: seen} = await readWell(t, writer.container);
    const back = times.findIndex((time, index) => index > 0 && time < (times[index - 1] ?? 0n));
    t.expect.ok(back < 0, {
      expected: 'no entry is older than the one before it',
      actual: `${JSON.stringify(seen[back])} comes after ${JSON.stringify(seen[back - 1])}, which is younger`,
    });
    t.expect.equal(texts(seen), lines, 'what `docker logs` prints');
  },
});
