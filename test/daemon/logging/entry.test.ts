import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import {encodeFrame, decodeEntry as independent} from '../../../fixtures/good/log/entry.js';
import {Frames} from '../../../fixtures/good/log/frames.js';
import {decodeEntry} from '../../../src/daemon/logging/entry.ts';
import {EntryBatch} from '../../../src/daemon/logging/entry-batch.ts';
import {FrameReader} from '../../../src/daemon/logging/frames.ts';
import type {Message} from '../../../src/daemon/logging/message.ts';

const time = 1_795_221_909_411_523_671n;
const id = 'f'.repeat(64);
const messages: readonly Message[] = [
  {source: 'stdout', time, line: Buffer.from('one'), partial: null},
  {source: 'stderr', time, line: Buffer.alloc(0), partial: null},
  {source: 'stdout', time: 0n, line: Buffer.from([0, 255, 10, 13]), partial: null},
  {source: 'stdout', time, line: Buffer.alloc(16384, 'x'), partial: {id, ordinal: 1, last: false}},
  {source: 'stdout', time, line: Buffer.from('end'), partial: {id, ordinal: 300, last: true}},
  {source: '', time: 1n, line: Buffer.alloc(3 << 20, 'y'), partial: null},
];

function encoded(): Uint8Array {
  const batch = new EntryBatch();
  for (const message of messages) batch.add(message);
  const {size} = batch;
  const bytes = batch.take();
  assert.equal(bytes.length, size);
  return bytes;
}

test('An entry is byte for byte what dockerd writes', () => {
  const batch = new EntryBatch();
  batch.add({source: 'stdout', time, line: Buffer.from('one'), partial: null});
  assert.equal(Buffer.from(batch.take()).toString('base64'), 'AAAAFwoGc3Rkb3V0ENfY49uKmvr0GBoDb25l');
});

test('An independent reader gets back what was encoded', () => {
  const read = new Frames().push(Buffer.from(encoded())).map(independent);
  assert.deepEqual(
    read.map(({piece, ...entry}) => ({...entry, partial: piece})),
    messages.map(message => ({...message, line: Buffer.from(message.line)})),
  );
});

test('What a plugin sends is read in any pieces', () => {
  const sent = messages.map(({source, time: at, line}) => ({source, time: at, line: Buffer.from(line)}));
  const bytes = Buffer.concat(sent.map(encodeFrame));
  for (const size of [1, 7, 65_536]) {
    const frames = new FrameReader();
    const got = [];
    const limit = size === 1 ? 40 : bytes.length;
    for (let at = 0; at < limit; at += size) got.push(...frames.push(bytes.subarray(at, at + size)));
    const entries = got.map(frame => decodeEntry(frame));
    assert.deepEqual(
      entries.map(entry => ({...entry, line: Buffer.from(entry.line)})),
      sent.slice(0, entries.length),
    );
    assert.equal(frames.isCutOff, size === 1);
  }
});

test('A length of gigabytes is waited for and not kept', () => {
  const frames = new FrameReader();
  assert.deepEqual(frames.push(Buffer.from('{"Err":"no"}')), []);
  for (let i = 0; i < 100; i += 1) frames.push(Buffer.alloc(1 << 20));
  assert.equal(frames.isCutOff, true);
});

test('Damaged bytes are an error, unknown fields are not', () => {
  assert.throws(() => decodeEntry(Buffer.from([0x0a, 0x50])));
  assert.equal(decodeEntry(Buffer.from([0x0a, 1, 0x78, 0x3a, 2, 1, 2])).source, 'x');
});

/** The same by the protobuf library. */
function byLibrary({source, time: at, line, partial}: Message): Uint8Array {
  const writer = protobuf.Writer.create();
  if (source !== '') writer.uint32(0x0a).string(source);
  if (at !== 0n) writer.uint32(0x10).uint64(words(at));
  if (line.length > 0) writer.uint32(0x1a).bytes(line);
  if (partial !== null) {
    writer.uint32(0x20).bool(true).uint32(0x2a).fork();
    if (partial.last) writer.uint32(0x08).bool(true);
    if (partial.id !== '') writer.uint32(0x12).string(partial.id);
    if (partial.ordinal !== 0) writer.uint32(0x18).int32(partial.ordinal);
    writer.ldelim();
  }
  const bytes = Buffer.from(writer.finish());
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function words(at: bigint): protobuf.Long {
  const [low, high] = [Number(BigInt.asIntN(32, at)), Number(BigInt.asIntN(32, at >> 32n))];
  // the library reads these members only
  return {low, high, unsigned: true} as protobuf.Long;
}

const anyMessage: fc.Arbitrary<Message> = fc.record({
  source: fc.oneof(fc.constantFrom('stdout', 'stderr'), fc.string({unit: 'grapheme', maxLength: 300})),
  time: fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}),
  line: fc.oneof(
    fc.uint8Array({maxLength: 300}),
    fc.nat(70_000).map(length => new Uint8Array(length).fill(7)),
  ),
  partial: fc.option(
    fc.record({
      id: fc.string({unit: 'grapheme', maxLength: 200}),
      ordinal: fc.nat(2 ** 31 - 1),
      last: fc.boolean(),
    }),
  ),
});

test('Whatever the entries, the bytes are those of the protobuf library, also in a place that is used again', () => {
  const batch = new EntryBatch();
  fc.assert(
    fc.property(fc.array(anyMessage, {maxLength: 8}), entries => {
      for (const entry of entries) batch.add(entry);
      const bytes = batch.take();
      assert.deepEqual(Buffer.from(bytes), Buffer.concat(entries.map(byLibrary)));
      batch.giveBack(bytes);
    }),
  );
});
