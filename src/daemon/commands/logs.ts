import {findContainer} from '../containers/find.ts';
import type {Dockerd} from '../dockerd.ts';
import type {LogsOptions, LogsResult} from '../logging/api.ts';
import type {ReadConfig} from '../logging/logger.ts';
import type {LoggedLine} from '../logging/message.ts';
import {readContainerLogs} from '../logging/read.ts';
import {formatFixed, parseWhen} from '../logging/times.ts';
import {type Answer, complaint, message, type Session} from './session.ts';

/** `docker logs`: what the container is comes first, then the stream. */
export async function showLogs(session: Session, name: string, options: LogsOptions): Promise<LogsResult> {
  const printer = new Printer(options);
  const gone = options.signal ?? new AbortController().signal;
  const path = `/containers/${name}`;
  const answered: Promise<Answer<string | null>> = session
    .request({verb: 'Get', path: `${path}/json`}, async daemon => {
      printer.tty = findContainer(daemon.containers, name).config.tty;
    })
    .then(found =>
      'value' in found
        ? session.request({verb: 'Get', path: `${path}/logs`}, daemon =>
            readContainerLogs(daemon.containers, {
              container: name,
              config: readConfig(daemon, options),
              consume: line => printer.print(line),
              gone,
            }),
          )
        : found,
    );
  const answer = await Promise.race([answered, aborted(gone)]);
  return printer.result(answer);
}

function readConfig({environment}: Dockerd, {since, until, tail, follow}: LogsOptions): ReadConfig {
  const now = environment.now();
  const number = /^-?\d+$/.test(String(tail)) ? Number(tail) : -1;
  return {
    since: since === undefined ? null : parseWhen(since, now),
    until: until === undefined ? null : parseWhen(until, now),
    tail: number,
    follow: follow ?? false,
  };
}

/** Null: the user ended the command. */
function aborted(signal: AbortSignal): Promise<null> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), {once: true});
  });
}

/** More than any check looks for: a driver may send for ever, and what it sends is kept until the command ends. */
const MOST_LINES = 300_000;
const MOST_BYTES = 64 << 20;
const ENDLESS = `more came than plugtest reads: ${MOST_LINES} lines, or 64 MiB`;

/** Writes lines as the daemon and its client do (moby v28.5.2 api/server/httputils/write_log_stream.go WriteLogStream). */
class Printer {
  tty = false;
  readonly #options: LogsOptions;
  readonly #lines: LoggedLine[] = [];
  readonly #out: Buffer[] = [];
  readonly #err: Buffer[] = [];
  #bytes = 0;

  constructor(options: LogsOptions) {
    this.#options = options;
  }

  print(line: LoggedLine): boolean {
    const {timestamps, details, onLine, signal} = this.#options;
    if (signal?.aborted || this.#isFull) return false;
    this.#lines.push(line);
    this.#bytes += line.line.length;
    onLine?.(line);
    const prefix = `${timestamps ? `${formatFixed(line.time)} ` : ''}${details ? ' ' : ''}`;
    const bytes = Buffer.concat([Buffer.from(prefix), line.line]);
    if (line.source === 'stdout' || (line.source === 'stderr' && this.tty)) this.#out.push(bytes);
    else if (line.source === 'stderr') this.#err.push(bytes);
    return true;
  }

  get #isFull(): boolean {
    return this.#lines.length >= MOST_LINES || this.#bytes > MOST_BYTES;
  }

  result(answer: Answer<string | null> | null): LogsResult {
    const stdout = Buffer.concat(this.#out).toString();
    const stderr = Buffer.concat(this.#err).toString();
    const shown = {stdout, stderr, lines: this.#lines};
    if (this.#isFull) return {...shown, ok: false, exitCode: null, error: ENDLESS};
    if (answer === null) return {...shown, ok: false, exitCode: null, error: ''};
    if (!('value' in answer)) {
      return {
        ...shown,
        ok: false,
        exitCode: 1,
        stderr: `${stderr}${complaint(answer)}\n`,
        error: message(answer),
      };
    }
    if (answer.value === null) return {...shown, ok: true, exitCode: 0, error: ''};
    const error = `Error grabbing logs: ${answer.value}`;
    // the daemon ends its line, and so does the client
    const told = `${stderr}error from daemon in stream: ${error}\n\n`;
    return {...shown, ok: false, exitCode: 1, stderr: told, error};
  }
}
