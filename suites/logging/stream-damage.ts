import {type CheckContext, defineCheck, type LogTap} from '../../src/authoring.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {framed, lastOf, tappedDocker, withSuffix} from './_tap.ts';
import {givenWriter, inTime, startWriter, write} from './_write.ts';

const dependsOn = ['logging.stream.complete'];

/** `attrs` (field 6, key "k", value "v"), which engines from 29.5 on know, and a field of each wire type beyond. */
const NEWER_FIELDS = Uint8Array.of(
  ...[0x32, 0x06, 0x0a, 0x01, 0x6b, 0x12, 0x01, 0x76],
  ...[0x78, 0x05, 0x82, 0x01, 0x01, 0x78],
  ...[0x89, 0x01, 1, 2, 3, 4, 5, 6, 7, 8],
  ...[0x95, 0x01, 1, 2, 3, 4],
);

export const newerFields = defineCheck({
  id: 'logging.stream.newer-fields',
  title: 'Fields of an entry that the plugin does not know are passed over',
  level: 'SHOULD',
  requirement: 'logging/9',
  problem: 'Entries with a field that the plugin does not know were lost.',
  consequence: 'a newer engine that sends one more field ends all logging',
  fix: 'Skip fields with other numbers by their wire type, as protobuf libraries do.',
  needs,
  dependsOn,
  async run(t) {
    const {docker} = await tappedDocker(t, bytes => withSuffix(bytes, NEWER_FIELDS));
    const writer = await givenWriter(t, {}, docker);
    const five = numbered(t, 5);
    await write(t, writer, five.lines(1, 5));
    await expectArrival(t, writer.container, five);
  },
});

/** Beyond what dockerd sends, around the limits that readers have. */
const SIZES = [20 * 1024, 65 * 1024, 1_000_001, (1 << 20) + 1, (2 << 20) + 1];

export const large = defineCheck({
  id: 'logging.stream.large-messages',
  title: 'Messages of 20 KiB to 2 MiB are taken, or lost by themselves',
  level: 'SHOULD',
  requirement: 'logging/6',
  problem: 'After one message that was larger than the plugin’s limit the log of the container ended.',
  consequence:
    'dockerd of today sends at most 16 KiB of a line; with one that sends more, a container would log nothing any more, or freeze',
  fix: 'Take messages up to some mebibytes, and skip so many bytes of one that is larger.',
  needs,
  dependsOn,
  async run(t) {
    for (const size of SIZES) {
      await insert(t, fifo => fifo.frame(messageOf('x'.repeat(size))), `a message of ${size} bytes`);
    }
  },
});

export const damaged = defineCheck({
  id: 'logging.stream.damaged-message',
  title: 'A message that is no log entry costs no other message',
  level: 'SHOULD',
  requirement: 'logging/51',
  problem: 'After one message that could not be decoded the log of the container ended.',
  consequence: 'a container logs nothing any more, or freezes, until it is restarted',
  fix: 'Log the error and go on with the next message: its place is known from the length before it.',
  needs,
  dependsOn,
  async run(t) {
    await insert(t, () => framed(new Uint8Array()), 'a message of no bytes');
    await insert(
      t,
      () => framed(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff)),
      'a message that is no protobuf',
    );
    await insert(t, () => framed(Uint8Array.of(0x1a, 0x7f, 0x61)), 'a message cut off in a field');
  },
});

/** What a FIFO holds. */
const PIPE_BYTES = 64 * 1024;

/** A container logs, something comes in between, and it logs on: all of it must arrive. */
async function insert(t: CheckContext, bytesFor: (fifo: LogTap) => Uint8Array, what: string): Promise<void> {
  const tapped = await tappedDocker(t);
  const writer = await givenWriter(t, {}, tapped.docker);
  const fifo = lastOf(t, tapped);
  const lines = numbered(t, 4, `before and after ${what}`);
  await write(t, writer, lines.lines(1, 2));
  const bytes = bytesFor(fifo);
  for (let at = 0; at < bytes.length; at += PIPE_BYTES) {
    const taken = await inTime(t, fifo.write(bytes.subarray(at, at + PIPE_BYTES)));
    t.expect.ok(taken, {
      expected: `${what} is read`,
      actual: `nobody reads the FIFO after ${at} bytes of it`,
    });
  }
  await write(t, writer, lines.lines(3, 4));
  await expectArrival(t, writer.container, lines);
}

function messageOf(text: string) {
  return {source: 'stdout', time: 1n, line: new TextEncoder().encode(text), partial: null};
}

export const wildLength = defineCheck({
  id: 'logging.stream.wild-length',
  title: 'A length of gigabytes ends neither the process nor the logs of other containers',
  level: 'SHOULD',
  requirement: ['logging/51', 'logging/52'],
  problem: 'A length that was out of all bounds stopped more than the stream it came in.',
  consequence: 'memory is exhausted or the plugin dies: all containers freeze',
  fix: 'Refuse lengths beyond some mebibytes before you allocate; go on reading that FIFO, or let go of it.',
  needs,
  dependsOn: ['logging.stop-logging.nothing-lost'],
  async run(t) {
    for (const length of [0x7fff_fff0, 0xffff_ffff]) {
      const tapped = await tappedDocker(t);
      await givenWriter(t, {}, tapped.docker);
      const prefix = new Uint8Array(4 + 1000);
      new DataView(prefix.buffer).setUint32(0, length);
      await lastOf(t, tapped).write(prefix);
      await expectLogs(t);
    }
  },
});

export const half = defineCheck({
  id: 'logging.stream.half-message',
  title: 'While one container is in the middle of a message others start, log and stop',
  level: 'MUST',
  requirement: 'logging/25',
  problem: 'A container whose message had not come as a whole held up all others.',
  consequence: 'all containers freeze, and none can be started or stopped, while one is slow',
  fix: 'Read each FIFO by itself, and hold no lock while you wait for its bytes.',
  needs,
  dependsOn: ['logging.stop-logging.nothing-lost'],
  async run(t) {
    const tapped = await tappedDocker(t);
    const slow = await givenWriter(t, {}, tapped.docker);
    const fifo = lastOf(t, tapped);
    const one = numbered(t, 1);
    const frame = fifo.frame(messageOf(one.line(1)));
    await fifo.write(frame.subarray(0, 30));
    await expectLogs(t);
    await fifo.write(frame.subarray(30));
    await expectArrival(t, slow.container, one);
    await end(t, slow);
  },
});

/** Another container comes, logs and goes. */
async function expectLogs(t: CheckContext): Promise<void> {
  const other = await startWriter(t);
  const lines = numbered(t, 3);
  await write(t, other, lines.lines(1, 3));
  await end(t, other);
  await expectArrival(t, other.container, lines);
}
