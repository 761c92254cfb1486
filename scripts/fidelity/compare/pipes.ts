import type {PipeRecord} from '../recording/pipes.ts';
import type {Difference} from './difference.ts';

/** Compares what the plugin read from each FIFO, byte by byte but for times and ids. */
export function comparePipes(recorded: readonly PipeRecord[], got: readonly PipeRecord[]): Difference[] {
  const endless = recorded.filter(pipe => pipe.isEndless).map(({name}) => name);
  const names = [...new Set([...recorded, ...got].map(({name}) => name))];
  const found = (pipes: readonly PipeRecord[], name: string) => pipes.find(pipe => pipe.name === name);
  const each = names.flatMap(name => comparePipe(name, found(recorded, name), found(got, name)));
  if (endless.length === 0) return each;
  const all = (pipes: readonly PipeRecord[]) =>
    pipes.filter(({name}) => endless.includes(name)).flatMap(({entries}) => entries);
  const [expected, replayed] = [runsOf(all(recorded)), runsOf(all(got))];
  const isAlike = expected.every((run, at) => isSameBeginning(run, replayed[at] ?? []));
  if (isAlike && expected.length === replayed.length) return each;
  const difference = {expected: all(recorded).join(' · '), got: all(got).join(' · ')};
  return [...each, {phase: '(fifos of endless programs)', what: 'content', ...difference}];
}

function comparePipe(
  name: string,
  recorded: PipeRecord | undefined,
  got: PipeRecord | undefined,
): Difference[] {
  const phase = `(fifo ${name})`;
  if (!recorded || !got) {
    return [{phase, what: 'fifo', expected: recorded ? 'there' : 'none', got: got ? 'there' : 'none'}];
  }
  const ends: Difference[] =
    recorded.sawEnd === got.sawEnd
      ? []
      : [{phase, what: 'end', expected: String(recorded.sawEnd), got: String(got.sawEnd)}];
  return isSame(recorded, got)
    ? ends
    : [...ends, {phase, what: 'content', expected: describe(recorded), got: describe(got)}];
}

function isSame(recorded: PipeRecord, got: PipeRecord): boolean {
  // how long the daemon itself takes decides which of them gets a line
  if (recorded.isEndless) return true;
  if (recorded.totalBytes !== got.totalBytes) return false;
  if (isSameBytes(recorded, got)) return true;
  return recorded.leftOut === 0 && bySource(recorded).join('\n') === bySource(got).join('\n');
}

/** dockerd copies both streams at once: only the order within one is fixed. */
function bySource({entries}: PipeRecord): string[] {
  const sourceOf = (entry: string) => entry.split(' ', 1)[0] ?? '';
  return [...entries].sort((a, b) => (sourceOf(a) < sourceOf(b) ? -1 : sourceOf(a) > sourceOf(b) ? 1 : 0));
}

/** Programs that count begin anew with each start of their container. */
function runsOf(entries: readonly string[]): string[][] {
  const runs: string[][] = [[]];
  for (const entry of entries) {
    if (/ 1" /.test(entry) && (runs.at(-1)?.length ?? 0) > 0) runs.push([]);
    runs.at(-1)?.push(entry);
  }
  return runs;
}

/** Programs that write for ever had written a little more or less when they were stopped. */
function isSameBeginning(recorded: readonly string[], got: readonly string[]): boolean {
  const common = Math.min(recorded.length, got.length);
  const most = Math.max(5, Math.ceil(recorded.length / 2));
  if (Math.abs(recorded.length - got.length) > most) return false;
  return recorded.slice(0, common).every((entry, at) => entry === got[at]);
}

function isSameBytes({known}: PipeRecord, got: PipeRecord): boolean {
  const bytes = got.known[0]?.bytes ?? Buffer.alloc(0);
  const isVarying = varyingOffsets(bytes);
  return known.every(({offset, bytes: stretch}) =>
    stretch.every((byte, at) => isVarying.has(offset + at) || byte === bytes[offset + at]),
  );
}

/** Where times and ids lie: after the source, nine bytes; ids are 64 characters of hex. */
function varyingOffsets(bytes: Buffer): Set<number> {
  const offsets = new Set<number>();
  const mark = (from: number, length: number) => {
    for (let at = from; at < from + length; at += 1) offsets.add(at);
  };
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 4 + length;
    const time = at + 4 + 2 + (bytes[at + 5] ?? 0);
    mark(time + 1, 9);
    const id = bytes.lastIndexOf(Buffer.from([0x12, 64]), end - 1);
    if (id > time) mark(id + 2, 64);
    at = end;
  }
  return offsets;
}

function describe({totalBytes, entries}: PipeRecord): string {
  return `${totalBytes} bytes, ${entries.length} entries: ${entries.slice(0, 20).join(' · ')}`;
}
