import type {CheckContext, Docker, LogTap} from '../../src/authoring.ts';

/** An engine whose FIFOs the check can write into, in the order in which they were opened. */
export interface TappedDocker {
  readonly docker: Docker;
  readonly fifos: readonly LogTap[];
}

/** Writes of the daemon go through `change` first. */
export async function tappedDocker(
  t: CheckContext,
  change: (bytes: Uint8Array) => Uint8Array = bytes => bytes,
): Promise<TappedDocker> {
  const fifos: LogTap[] = [];
  const docker = await t.docker({
    tapLogs: fifo => {
      fifos.push(fifo);
      return bytes => fifo.write(change(bytes));
    },
  });
  return {docker, fifos};
}

/** The FIFO opened last. */
export function lastOf(t: CheckContext, {fifos}: TappedDocker): LogTap {
  return fifos.at(-1) ?? t.blocked('logging.start-logging.succeeds', 'no FIFO was opened');
}

/** A message with its length before it. */
export function framed(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + message.length);
  new DataView(bytes.buffer).setUint32(0, message.length);
  bytes.set(message, 4);
  return bytes;
}

/** The same messages, each with more bytes at its end. */
export function withSuffix(frames: Uint8Array, suffix: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  const view = new DataView(frames.buffer, frames.byteOffset, frames.length);
  for (let at = 0; at < frames.length; ) {
    const length = view.getUint32(at);
    parts.push(framed(concat([frames.subarray(at + 4, at + 4 + length), suffix])));
    at += 4 + length;
  }
  return concat(parts);
}

/** How many whole messages these are. */
export function countOf(frames: Uint8Array): number {
  const view = new DataView(frames.buffer, frames.byteOffset, frames.length);
  let count = 0;
  for (let at = 0; at < frames.length; at += 4 + view.getUint32(at)) count += 1;
  return count;
}

/** One after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
