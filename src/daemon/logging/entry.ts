import protobuf from 'protobufjs/minimal.js';
import type {LoggedLine, Message, PartialMetadata} from './message.ts';

const {Reader, Writer} = protobuf;

const LOW_WORD = 0xffff_ffffn;
const EMPTY = new Uint8Array();

/**
 * Log entries as bytes: `uint32 big endian length`, then the message (moby v28.5.2 api/types/plugins/logdriver/io.go, entry.proto).
 * Entries gather until they are taken, so that a batch is one buffer and one write; the reader sees the same stream.
 */
export class EntryBatch {
  #writer = Writer.create();
  /** Bytes gathered. */
  size = 0;

  add(message: Message): void {
    const bytes = sizeOf(message);
    // protobuf's fixed32 is little endian
    this.#writer.fixed32(swapBytes(bytes));
    write(this.#writer, message);
    this.size += bytes + 4;
  }

  take(): Uint8Array {
    const bytes = this.#writer.finish();
    this.#writer = Writer.create();
    this.size = 0;
    return bytes;
  }
}

/** Zero values are left out, as proto3 has it. */
function write(writer: protobuf.Writer, {source, time, line, partial}: Message): void {
  if (source !== '') writer.uint32(0x0a).string(source);
  if (time !== 0n) writer.uint32(0x10).uint64(words(time));
  if (line.length > 0) writer.uint32(0x1a).bytes(line);
  if (partial === null) return;
  writer.uint32(0x20).bool(true);
  writer.uint32(0x2a).fork();
  if (partial.last) writer.uint32(0x08).bool(true);
  if (partial.id !== '') writer.uint32(0x12).string(partial.id);
  if (partial.ordinal !== 0) writer.uint32(0x18).int32(partial.ordinal);
  writer.ldelim();
}

function words(time: bigint): protobuf.Long {
  const low = Number(time & LOW_WORD) | 0;
  const high = Number((time >> 32n) & LOW_WORD) | 0;
  // the library reads these members only
  return {low, high, unsigned: true} as protobuf.Long;
}

function sizeOf({source, time, line, partial}: Message): number {
  let size = 0;
  if (source !== '') size += 1 + sized(Buffer.byteLength(source));
  if (time !== 0n) size += 1 + varintSize(BigInt.asUintN(64, time));
  if (line.length > 0) size += 1 + sized(line.length);
  if (partial !== null) size += 2 + 1 + sized(partialSize(partial));
  return size;
}

function partialSize({id, ordinal, last}: PartialMetadata): number {
  return (
    (last ? 2 : 0) +
    (id === '' ? 0 : 1 + sized(Buffer.byteLength(id))) +
    (ordinal === 0 ? 0 : 1 + smallVarintSize(ordinal))
  );
}

/** So many bytes with their length before them. */
function sized(bytes: number): number {
  return smallVarintSize(bytes) + bytes;
}

function smallVarintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
}

/** Nanoseconds of our age have nine bytes. */
function varintSize(value: bigint): number {
  let size = 1;
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) size += 1;
  return size;
}

function swapBytes(value: number): number {
  return (
    ((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | ((value >>> 24) & 0xff)
  );
}

/** Source, time and line of a message that a plugin sent; throws a RangeError or Error when it is damaged. */
export function decodeEntry(bytes: Uint8Array): LoggedLine {
  const reader = Reader.create(bytes);
  const entry = {source: '', time: 0n, line: EMPTY as Uint8Array};
  while (reader.pos < reader.len) {
    const key = reader.uint32();
    if (key === 0x0a) entry.source = reader.string();
    else if (key === 0x10) entry.time = BigInt(String(reader.int64()));
    else if (key === 0x1a) entry.line = reader.bytes();
    else reader.skipType(key & 7);
  }
  return entry;
}
