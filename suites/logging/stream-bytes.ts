import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {needs} from './_given.ts';
import {readLines} from './_lines.ts';
import {numbered} from './_numbered.ts';
import {expectArrival, latin1, needsRead, settled} from './_sight.ts';
import {givenWriter, write} from './_write.ts';

const dependsOn = ['logging.stream.complete'];

/** Text that programs write: other scripts, colours, carriage returns, blanks at both ends, JSON. */
const TEXTS: readonly string[] = [
  'grüße, 日本語, 🐳 and e\u0301',
  '  indented, and blanks at the end   ',
  '\ttab\tand more\t',
  '\u001b[31mred\u001b[0m 10%\r20%\r100%',
  'a line of a terminal\r',
  '{"level":"info","msg":"<b>&amp;\\n\\u003c\\"quoted\\"</b>"}',
  '\'single\' "double" `back` $HOME %s %d \\',
  'line separators \u2028 and \u0085 are no line feeds',
  '   ',
  'null',
];

export const text = defineCheck({
  id: 'logging.stream.text',
  title: 'The text of a line is kept as it is',
  level: 'MUST',
  requirement: 'logging/8',
  problem: 'Lines were changed on their way into the log.',
  consequence: '`docker logs` shows other text than the program wrote: without blanks, escapes or accents',
  fix: 'Store the bytes of `line` as they are: trim, escape and decode nothing.',
  needs,
  dependsOn,
  async run(t) {
    const lines = TEXTS.map(line => new TextEncoder().encode(`${line}\n`));
    const seen = await logged(t, lines);
    const decode = (line: string) => new TextDecoder().decode(bytesOf(line));
    for (const [index, wanted] of TEXTS.entries())
      t.expect.equal(decode(seen[index] ?? ''), wanted, `line ${index + 1} of the log`);
  },
});

export const binary = defineCheck({
  id: 'logging.stream.binary',
  title: 'Bytes that are no text are kept as they are',
  level: 'SHOULD',
  requirement: 'logging/8',
  problem: 'Bytes that are not UTF-8 were changed on their way into the log.',
  consequence:
    '`docker logs` shows � where a program wrote another encoding or binary data, as it does with json-file',
  fix: 'Store `line` as bytes, in base64 where your format only knows text.',
  needs,
  dependsOn: ['logging.stream.text'],
  async run(t) {
    const all = Uint8Array.from({length: 256}, (_, byte) => byte).filter(byte => byte !== LINE_FEED);
    const [seen = ''] = await logged(t, [Uint8Array.of(...all, LINE_FEED)]);
    const wanted = latin1(all);
    const at = [...wanted].findIndex((character, index) => character !== seen[index]);
    t.expect.ok(seen === wanted, {
      expected: 'a line of every byte but the line feed',
      actual: `${seen.length} bytes, of which byte ${at} (0x${all[at]?.toString(16)}) is the first that is not as it was written`,
    });
  },
});

export const binaryGoesOn = defineCheck({
  id: 'logging.stream.binary-goes-on',
  title: 'A line of bytes that are no text costs no other line',
  level: 'MUST',
  requirement: 'logging/8',
  problem: 'After a line that was no UTF-8 a container was frozen, or the lines that followed were lost.',
  consequence:
    'one accent in Latin-1, or a binary file that a program prints, ends the log of its container, which hangs in write once 64 KiB wait in the FIFO',
  fix: 'Store `line` as bytes; where it has to be text, replace what can not be decoded, and never let that end the reader.',
  needs,
  dependsOn: ['logging.stream.complete'],
  async run(t) {
    const writer = await givenWriter(t);
    const lines = numbered(t, 100);
    await write(t, writer, Uint8Array.of(...new TextEncoder().encode('caf'), 0xe9, LINE_FEED));
    await write(t, writer, Uint8Array.of(0xff, 0xfe, 0x00, 0x80, LINE_FEED));
    // more than a FIFO holds
    await write(t, writer, lines.lines(1, lines.count, 1023));
    await expectArrival(t, writer.container, lines);
  },
});

const LINE_FEED = 10;

/** What the log shows of these lines, one character per byte. */
async function logged(t: CheckContext, lines: readonly Uint8Array[]): Promise<readonly string[]> {
  await needsRead(t);
  const writer = await givenWriter(t);
  for (const line of lines) await write(t, writer, line);
  const seen = await settled(
    t,
    () => readLines(t, writer.container),
    ({length}) => length >= lines.length,
  );
  return seen.map(line => line.text);
}

function bytesOf(line: string): Uint8Array {
  return Uint8Array.from(line, character => character.charCodeAt(0));
}
