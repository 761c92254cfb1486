import {defineCheck} from '../../src/authoring.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {joined, readBytes, readLines} from './_lines.ts';
import {numbered} from './_numbered.ts';
import {canRead, expectArrival, latin1, needsRead, settled} from './_sight.ts';
import {givenWriter, write, writeError} from './_write.ts';

const dependsOn = ['logging.stream.complete'];

/** Around dockerd's limit of 16 KiB for one message, and many times that. */
const LENGTHS = [16_383, 16_384, 16_385, 32_768, 40_000, 200_000];

export const long = defineCheck({
  id: 'logging.stream.long',
  title: 'Lines longer than 16 KiB, which come in pieces, are there from beginning to end',
  level: 'MUST',
  requirement: ['logging/6', 'logging/11'],
  problem: 'Part of a long line was lost.',
  consequence: '`docker logs` lacks parts of long lines, or everything after the first one',
  fix: 'Take messages of 20 KiB at least, and log every piece (`partial`), the one without `line` too.',
  needs,
  dependsOn,
  async run(t) {
    const writer = await givenWriter(t);
    const wanted = numbered(t, LENGTHS.length);
    const lines = LENGTHS.map((length, index) => wanted.line(index + 1, length));
    for (const line of lines) await write(t, writer, `${line}\n`);
    await expectArrival(t, writer.container, wanted);
    if (!(await canRead(t))) return;
    const text = lines.join('');
    const seen = joined(await readBytes(t, writer.container, text.length));
    t.expect.ok(seen === text, {
      expected: `${text.length} bytes in lines of ${LENGTHS.join(', ')}`,
      actual: difference(seen, text),
    });
  },
});

function difference(seen: string, wanted: string): string {
  const at = [...wanted].findIndex((character, index) => character !== seen[index]);
  return `${seen.length} bytes, of which byte ${at < 0 ? wanted.length : at} is the first that is not as it was written`;
}

export const oneLineAgain = defineCheck({
  id: 'logging.stream.one-line-again',
  title: 'A line that came in pieces is one line again when it is read',
  level: 'SHOULD',
  requirement: 'logging/11',
  problem: 'A long line was broken into several.',
  consequence: '`docker logs` breaks long lines every 16 KiB, and JSON in them can not be read',
  fix: 'Put the pieces with the same `partial_log_metadata.id` together, or read them back without line feeds between.',
  needs,
  dependsOn: ['logging.stream.long'],
  async run(t) {
    await needsRead(t);
    const writer = await givenWriter(t);
    const line = numbered(t, 1).line(1, 40_000);
    await write(t, writer, `${line}\n`);
    await readBytes(t, writer.container, line.length);
    const text = latin1(await whole(writer.container.logs()));
    const breaks = text.trimEnd().split('\n').length - 1;
    t.expect.equal(breaks, 0, 'the number of line feeds within the line');
  },
});

async function whole(
  logs: Promise<{readonly lines: readonly {readonly line: Uint8Array}[]}>,
): Promise<Uint8Array> {
  return new Uint8Array((await logs).lines.flatMap(({line}) => [...line]));
}

export const interleaved = defineCheck({
  id: 'logging.stream.interleaved',
  title: 'Pieces of long lines on stdout and stderr at the same time are not mixed up',
  level: 'MUST',
  requirement: 'logging/13',
  problem: 'Long lines of stdout and stderr were mixed up.',
  consequence: '`docker logs` shows the beginning of one line with the end of another',
  fix: 'Keep the pieces apart by `partial_log_metadata.id`, or by source.',
  needs,
  dependsOn: ['logging.stream.long', 'logging.stream.both-streams'],
  async run(t) {
    await needsRead(t);
    const writer = await givenWriter(t);
    const [out, err] = ['o', 'e'].map(letter => letter.repeat(20_000));
    for (let round = 0; round < 3; round += 1) {
      await write(t, writer, out ?? '');
      await writeError(t, writer, err ?? '');
    }
    await write(t, writer, '\n');
    await writeError(t, writer, '\n');
    const lines = await readBytes(t, writer.container, 120_000);
    for (const [source, letter] of [
      ['stdout', 'o'],
      ['stderr', 'e'],
    ] as const) {
      const text = joined(lines, source);
      t.expect.ok(text === letter.repeat(60_000), {
        expected: `a line of 60000 times ${letter} from ${source}`,
        actual: `${text.length} bytes: ${shape(text)}`,
      });
    }
  },
});

/** `20000 × o, 16384 × e`. */
function shape(text: string): string {
  const runs = text.match(/(.)\1*/gs) ?? [];
  return runs
    .slice(0, 8)
    .map(run => `${run.length} × ${run[0]}`)
    .join(', ');
}

export const unfinished = defineCheck({
  id: 'logging.stream.unfinished',
  title: 'Output that ends without a line feed is in the log',
  level: 'MUST',
  requirement: 'logging/12',
  problem: 'The last words of a container, without a line feed after them, were lost.',
  consequence:
    '`docker logs` lacks prompts, progress and the last message of programs that do not end their line',
  fix: 'Log a piece whose `last` never comes when StopLogging or the end of the FIFO does.',
  needs,
  dependsOn: ['logging.stop-logging.nothing-lost'],
  async run(t) {
    const writer = await givenWriter(t);
    const [whole, rest] = [numbered(t, 1), numbered(t, 1)];
    await write(t, writer, whole.lines(1, 1));
    await expectArrival(t, writer.container, whole);
    await write(t, writer, rest.line(1));
    await end(t, writer);
    await expectArrival(t, writer.container, rest);
  },
});

export const empty = defineCheck({
  id: 'logging.stream.empty',
  title: 'Empty lines are lines',
  level: 'MUST',
  requirement: 'logging/7',
  problem: 'Empty lines were lost, or the log ended with the first one.',
  consequence: '`docker logs` lacks the blank lines of a program, or everything after one',
  fix: 'Take an entry without `line` for an empty line: proto3 leaves empty values out.',
  needs,
  dependsOn,
  async run(t) {
    const writer = await givenWriter(t);
    const two = numbered(t, 2);
    await write(t, writer, `${two.lines(1, 1)}\n\n${two.lines(2, 2)}`);
    await expectArrival(t, writer.container, two);
    if (!(await canRead(t))) return;
    const seen = await settled(
      t,
      () => readLines(t, writer.container),
      ({length}) => length >= 4,
    );
    t.expect.equal(
      seen.map(({text}) => text),
      [two.line(1), '', '', two.line(2)],
      'the log',
    );
  },
});
