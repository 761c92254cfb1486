import type {Readable} from 'node:stream';

/** Keeps the newest lines of one or more streams; a plugin that never stops talking costs no more memory than that. */
export interface OutputTail {
  /** Reads a stream to its end. Streams share the lines, in the order in which lines become complete. */
  follow(stream: Readable): void;
  /** Newest last; an unfinished last line counts. */
  lines(): readonly string[];
}

const MOST_LINES = 200;
const LONGEST_LINE = 8 * 1024;
const CUT = '… (cut)';

export function outputTail(): OutputTail {
  const complete: string[] = [];
  const unfinished = new Map<Readable, string>();

  const add = (line: string) => {
    complete.push(cut(line.endsWith('\r') ? line.slice(0, -1) : line));
    if (complete.length > MOST_LINES) complete.shift();
  };
  const take = (stream: Readable, chunk: string) => {
    const parts = `${unfinished.get(stream) ?? ''}${chunk}`.split('\n');
    const rest = parts.pop() ?? '';
    for (const line of parts.slice(-MOST_LINES)) add(line);
    // One character more than fits keeps the mark of a cut line alive.
    unfinished.set(stream, rest.slice(0, LONGEST_LINE + 1));
  };
  return {
    follow(stream) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => take(stream, chunk));
      // A broken pipe of the plugin is the end of its output, nothing more.
      stream.on('error', () => {});
    },
    lines() {
      const open = [...unfinished.values()].filter(line => line !== '').map(cut);
      return [...complete, ...open].slice(-MOST_LINES);
    },
  };
}

function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}${CUT}` : line;
}
