import {closeSync, mkdirSync, openSync, rmSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {processStart} from '../util/process-start.ts';
import type {Exchange} from '../wire/exchange.ts';
import {isPaired, madeBy, madeByAnswer, undoneBy} from './undo.ts';

/** Where a run's journal lies, and who a later `plugtest clean` must not disturb. */
export interface JournalPlace {
  readonly file: string;
  readonly ownerPid: number;
  /** Paths in the target and the command are relative to it. */
  readonly workingFolder: string;
}

/** How the plugin of a dead run can be reached again. */
export interface JournalHead {
  /** Marks the plugin and all that it starts, also before it has answered a call. */
  readonly mark?: string;
  readonly target: string;
  readonly command?: readonly string[];
  readonly pluginDir?: string;
  readonly workingFolder: string;
}

/**
 * A run's journal on disk: what a call is about to make stands in it before the call is sent, so that `plugtest clean`
 * can remove what a killed run left. A disk that takes no journal is no reason not to run.
 */
export class Leftovers {
  readonly #file: string;
  /** Open from the start to the end of the run; null: the disk takes no journal. */
  #descriptor: number | null;
  readonly #times = new Map<string, number>();
  #plugin: number | null = null;

  constructor({file, ownerPid}: Omit<JournalPlace, 'workingFolder'>, head: JournalHead) {
    this.#file = file;
    this.#descriptor = opened(file);
    this.#write({op: 'run', pid: ownerPid, start: processStart(ownerPid), ...head});
  }

  /** The plugin's process group, so that it can be ended when plugtest no longer can. */
  startedPlugin(pid: number | null): void {
    if (pid === null || pid === this.#plugin) return;
    this.#plugin = pid;
    this.#write({op: 'plugin', pid, start: processStart(pid)});
  }

  /** The plugin lives in a network namespace that ends with the run: what it is asked to remove it must look for in one, too. */
  isIsolated(): void {
    this.#write({op: 'isolated'});
  }

  beforeRequest(method: string, body: string | Uint8Array | null | undefined): void {
    if (!isPaired(method)) return;
    const made = madeBy(method, parsed(body));
    if (made) this.#write({op: 'made', ...made});
  }

  /** It lies where dockerd's would, so that no folder of the run's goes with it. */
  beforeFifo(path: string): void {
    this.#write({op: 'fifo', path});
  }

  afterExchange({method, request, response}: Exchange): void {
    if (!isPaired(method)) return;
    const isDone = response?.status === 200 && !/"Err"\s*:\s*"[^"]/i.test(response.body.text);
    if (!isDone) return;
    const body = parsed(request.body.text);
    const made = madeByAnswer(method, body, parsed(response.body.text));
    if (made) this.#write({op: 'made', ...made, key: this.#held(made.key, 1)});
    const key = undoneBy(method, body);
    if (key !== null) this.#write({op: 'gone', key: this.#held(key, -1)});
  }

  /** A pool may be asked for more than once, and is given back as often: each time has a key of its own. */
  #held(key: string, change: 1 | -1): string {
    const before = this.#times.get(key) ?? 0;
    this.#times.set(key, Math.max(0, before + change));
    const time = change > 0 ? before + 1 : before;
    return time > 1 ? `${key} (${time})` : key;
  }

  /** The run came to its end and put away what it could; the rest is named in its report. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
    rmSync(this.#file, {force: true});
  }

  #write(line: object): void {
    if (this.#descriptor === null) return;
    try {
      writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
    } catch {}
  }
}

function opened(file: string): number | null {
  try {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700});
    return openSync(file, 'a', 0o600);
  } catch {
    return null;
  }
}

function parsed(body: string | Uint8Array | null | undefined): unknown {
  try {
    return body ? JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString()) : null;
  } catch {
    return null;
  }
}
