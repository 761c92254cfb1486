import type {Output} from '../report/reporter.ts';

const closed = new Set<NodeJS.WriteStream>();

/** A reader that went away (`| head`) ends our writing quietly; the work and its exit code go on. */
export function watchStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      closed.add(stream);
    });
  }
}

/** How long a reader may take nothing before an interrupted run leaves without it. */
const STUCK_MS = 5000;

/** Ends plugtest although a pipe is full that nobody reads. One that is read, however slowly, gets all of it. */
export function leaveStuckReaders(): void {
  let before = process.stdout.writableLength;
  const look = () => {
    const left = process.stdout.writableLength;
    if (left >= before) process.exit();
    before = left;
  };
  // keeps nothing alive: without a full pipe plugtest ends at once
  setInterval(look, STUCK_MS).unref();
}

/** Writes to stdout. */
export function print(text: string): void {
  if (!closed.has(process.stdout)) process.stdout.write(text);
}

/** Writes to stderr. */
export function printError(text: string): void {
  if (!closed.has(process.stderr)) process.stderr.write(text);
}

/** Stdout as a place for a report. */
export function stdoutOutput(): Output {
  const isTerminal = process.stdout.isTTY === true;
  return {
    write: print,
    isTerminal: isTerminal && process.env['TERM'] !== 'dumb',
    colour: wantsColour(process.env, isTerminal),
    columns: process.stdout.columns ?? 100,
  };
}

/** NO_COLOR beats FORCE_COLOR, which beats what the terminal can do (no-color.org, force-color.org). */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}
