import {eventsOf, type RecordedEntry, type RecordedFifoData, type Recording} from './events.ts';

/** What the plugin read from one FIFO. */
export interface PipeRecord {
  /** Of the container, and which of its FIFOs: `/c1 2`. */
  readonly name: string;
  /** The program writes for ever: how much of it there is depends on the instant of its end. */
  readonly isEndless: boolean;
  readonly sawEnd: boolean;
  readonly totalBytes: number;
  /** Stretches of the stream that are known byte by byte. */
  readonly known: readonly {readonly offset: number; readonly bytes: Buffer}[];
  /** `stdout "one" (3)`, in the order of reading. */
  readonly entries: readonly string[];
  /** Entries that the recorder did not keep. */
  readonly leftOut: number;
}

/** The recorder kept so much of a longer line than 200 bytes. */
const keptCharacters = 40;

/** An entry but for its time and id, which differ in each run. */
export function entryText(entry: {
  readonly source: string;
  readonly line: string;
  readonly lineBytes: number;
  readonly piece: {readonly ordinal: number; readonly last: boolean} | null;
}): string {
  const {source, line, lineBytes, piece} = entry;
  const kept = JSON.stringify(lineBytes > 200 ? line.slice(0, keptCharacters) : line);
  const partial = piece === null ? '' : ` piece ${piece.ordinal}${piece.last ? ' last' : ''}`;
  return `${source} ${kept} (${lineBytes})${partial}`;
}

/** The recorded side: one record for each StartLogging. */
export function recordedPipes(recording: Recording): PipeRecord[] {
  const ended = new Set(eventsOf(recording, 'fifo-eof').map(({file}) => file));
  const nameOf = namer();
  return startedFiles(recording).map(({file, body}) => {
    const reads = eventsOf(recording, 'fifo-data').filter(event => event.file === file);
    return {
      name: nameOf(body),
      isEndless: body.includes('while :'),
      sawEnd: ended.has(file),
      totalBytes: reads.reduce((sum, {bytes}) => sum + bytes, 0),
      known: stretches(reads),
      entries: reads.flatMap(({entries}) => entries).map(recordedText),
      leftOut: reads.reduce((sum, {entriesLeftOut = 0}) => sum + entriesLeftOut, 0),
    };
  });
}

/** Names FIFOs by the bodies of StartLogging, in their order. Names that the daemon made up are all one. */
export function namer(): (body: string) => string {
  const counts = new Map<string, number>();
  return body => {
    const [, name = ''] = /"ContainerName":"\/([^"]*)"/.exec(body) ?? [];
    const known = /^c\d+$/.test(name) ? name : 'unnamed';
    const count = (counts.get(known) ?? 0) + 1;
    counts.set(known, count);
    return `${known} ${count}`;
  };
}

/** The FIFOs in the order in which plugins were told of them. A repeated call without a body names none. */
export function startedFiles(recording: Recording): {readonly file: string; readonly body: string}[] {
  return eventsOf(recording, 'request')
    .filter(({path, bodyRaw}) => path === '/LogDriver.StartLogging' && bodyRaw !== '')
    .map(({bodyRaw}) => ({file: /"File":"([^"]*)"/.exec(bodyRaw)?.[1] ?? '', body: bodyRaw}));
}

function stretches(reads: readonly RecordedFifoData[]): PipeRecord['known'] {
  let offset = 0;
  return reads.map(({bytes, base64}) => {
    const stretch = {offset, bytes: Buffer.from(whole(base64), 'base64')};
    offset += bytes;
    return stretch;
  });
}

/** The recorder cut it after so many characters, and says so. */
function whole(base64: string): string {
  const [kept = '', cut] = base64.split('…');
  return cut === undefined ? kept : kept.slice(0, kept.length - (kept.length % 4));
}

function recordedText({source = '', line = '', line_bytes, ...rest}: RecordedEntry): string {
  const {ordinal = 0, last = false} = rest.partial_log_metadata ?? {};
  return entryText({source, line, lineBytes: line_bytes, piece: rest.partial ? {ordinal, last} : null});
}
