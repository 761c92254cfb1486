import protobuf from 'protobufjs/minimal.js';
import type {LoggedLine} from './message.ts';

const {Reader} = protobuf;

const EMPTY = new Uint8Array();

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
