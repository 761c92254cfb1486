import {defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {needs} from './_given.ts';
import {joined, readLines} from './_lines.ts';
import {numbered} from './_numbered.ts';
import {canRead, expectArrival, needsRead, settled} from './_sight.ts';
import {givenWriter, write, writeError} from './_write.ts';

const dependsOn = ['logging.stream.arrives'];

export const arrives = defineCheck({
  id: 'logging.stream.arrives',
  title: 'A line that a running container writes is in its log',
  level: 'MUST',
  requirement: ['logging/3', 'logging/5'],
  problem: 'What a running container wrote did not get into its log.',
  consequence: '`docker logs` shows nothing of it; once 64 KiB wait in the FIFO the container is frozen',
  fix: 'Open the FIFO in StartLogging and read messages from it until StopLogging comes.',
  needs,
  dependsOn: ['logging.start-logging.succeeds'],
  async run(t) {
    const writer = await givenWriter(t);
    const three = numbered(t, 3);
    await write(t, writer, three.lines(1, 3));
    await expectArrival(t, writer.container, three);
  },
});

export const drained = defineCheck({
  id: 'logging.stream.drained',
  title: 'The FIFO is read for as long as the container writes',
  level: 'MUST',
  requirement: 'logging/4',
  problem: 'A container was frozen in the middle of its output.',
  consequence:
    'the container hangs in write; `docker stop`, `inspect` and `rm` of it never return, and it shows "Up" for ever',
  fix: 'Read the FIFO in a loop of its own that nothing else can hold up.',
  needs,
  dependsOn,
  async run(t) {
    const writer = await givenWriter(t);
    const many = numbered(t, 3000);
    for (let from = 1; from < many.count; from += 100)
      await write(t, writer, many.lines(from, from + 99, 1023));
  },
});

export const complete = defineCheck({
  id: 'logging.stream.complete',
  title: 'Of two thousand lines none is lost, doubled or out of its order',
  level: 'MUST',
  requirement: ['logging/5', 'logging/10'],
  problem: 'The log is not what the container wrote.',
  consequence: '`docker logs` lacks lines, shows some twice, or in another order',
  fix: 'Handle the messages of a FIFO one after another, in one place, each once.',
  needs,
  dependsOn,
  async run(t) {
    const writer = await givenWriter(t);
    const many = numbered(t, 2000);
    for (let from = 1; from < many.count; from += 50) await write(t, writer, many.lines(from, from + 49));
    await expectArrival(t, writer.container, many);
  },
});

export const alike = defineCheck({
  id: 'logging.stream.alike',
  title: 'A line that is written five times is there five times',
  level: 'MUST',
  requirement: 'logging/5',
  problem: 'Lines that are alike were taken for one.',
  consequence: '`docker logs` lacks lines: a program that says the same twice seems to have said it once',
  fix: 'Do not tell lines apart by their text, or by text and time in seconds.',
  needs,
  dependsOn,
  async run(t) {
    await needsRead(t);
    const writer = await givenWriter(t);
    const text = numbered(t, 1).line(1);
    await write(t, writer, `${text}\n`.repeat(5));
    const seen = await settled(
      t,
      () => readLines(t, writer.container),
      lines => lines.length >= 5,
    );
    t.expect.equal(
      seen.map(({text: line}) => line),
      Array(5).fill(text),
      'the log',
    );
  },
});

export const anySplit = defineCheck({
  id: 'logging.stream.any-split',
  title: 'Messages that come byte by byte are put together',
  level: 'MUST',
  requirement: 'logging/5',
  problem: 'Lines were lost when a message did not come out of the FIFO in one piece.',
  consequence: 'a busy container loses lines, or its log is garbage from some moment on',
  fix: 'Read exactly 4 bytes for the length, then exactly so many for the message (io.ReadFull).',
  needs,
  dependsOn,
  async run(t) {
    let sent = 0;
    const docker = await t.docker({
      tapLogs:
        ({write: send, lines}) =>
        async bytes => {
          for (let at = 0; at < bytes.length; at += pieceAt(at)) {
            await send(bytes.subarray(at, at + pieceAt(at)));
            await pause(at < 4 ? 10 : 1);
          }
          sent += lines(bytes).length;
        },
    });
    const writer = await givenWriter(t, {}, docker);
    const five = numbered(t, 5);
    for (let number = 1; number <= five.count; number += 1)
      await write(t, writer, five.lines(number, number));
    while (sent < five.count && !t.signal.aborted) await pause(10);
    await expectArrival(t, writer.container, five);
  },
});

/** Length and first field byte by byte, what follows in small pieces. */
function pieceAt(at: number): number {
  return at < 16 ? 1 : 1 + (at % 13);
}

export const bothStreams = defineCheck({
  id: 'logging.stream.both-streams',
  title: 'Lines of stdout and of stderr are in the log, each with its source',
  level: 'MUST',
  requirement: 'logging/10',
  problem: 'Lines of stderr or stdout were lost, or went by the name of the other.',
  consequence: '`docker logs` lacks error messages, or prints them to the wrong stream',
  fix: 'Keep `source` of every entry, and log both.',
  needs,
  dependsOn,
  async run(t) {
    const writer = await givenWriter(t);
    const [out, err] = [numbered(t, 2), numbered(t, 2)];
    await write(t, writer, out.lines(1, 2));
    await writeError(t, writer, err.lines(1, 2));
    await write(t, writer, 'done\n');
    await expectArrival(t, writer.container, out);
    await expectArrival(t, writer.container, err);
    if (!(await canRead(t))) return;
    const lines = await readLines(t, writer.container);
    t.expect.equal(err.numbersIn(joined(lines, 'stderr')), [1, 2], 'what the log has from stderr');
    t.expect.equal(out.numbersIn(joined(lines, 'stdout')), [1, 2], 'what the log has from stdout');
  },
});
