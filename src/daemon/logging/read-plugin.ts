import type {TakeBody} from '../../wire/call.ts';
import type {Environment} from '../environment.ts';
import {DaemonError, wrapError} from '../errors.ts';
import type {PluginClient} from '../plugins/client.ts';
import {decodeEntry} from './entry.ts';
import {FrameReader} from './frames.ts';
import type {Consumer, ReadConfig, ReadLogs} from './logger.ts';
import type {LoggedLine} from './message.ts';
import {formatInstant, NO_INSTANT} from './times.ts';

const DAMAGED = 'error decoding log message: ';

/** ReadLogs of a plugin that has it (moby v28.5.2 daemon/logger/adapter.go ReadLogs). */
export function readFromPlugin(environment: Environment, client: PluginClient, info: object): ReadLogs {
  return async (config, consume, gone) => {
    const reading = new Reading(config, consume, gone);
    const end = await client
      .stream(
        'LogDriver.ReadLogs',
        {Info: info, Config: toWire(environment, config)},
        {
          onBody: bytes => reading.push(bytes),
          isEndless: config.follow,
        },
      )
      .catch(error => {
        throw wrapError('error getting log reader', error);
      });
    environment.life.check();
    if (reading.failure !== null) throw new DaemonError(`${DAMAGED}${reading.failure}`);
    if (reading.hasEnough) return;
    if (end !== null || reading.isCutOff) throw new DaemonError(`${DAMAGED}${end ?? 'unexpected EOF'}`);
  };
}

function toWire({engine, zoneMinutes}: Environment, {since, until, tail, follow}: ReadConfig): object {
  const zone = engine.logging.sendsLocalTimes ? zoneMinutes : 0;
  const instant = (time: bigint | null) => (time === null ? NO_INSTANT : formatInstant(time, zone));
  return {Since: instant(since), Until: instant(until), Tail: tail, Follow: follow};
}

/** What the daemon makes of the body while it comes. */
class Reading {
  failure: string | null = null;
  readonly #config: ReadConfig;
  readonly #consume: Consumer;
  readonly #gone: AbortSignal;
  readonly #frames = new FrameReader();
  /** The daemon reads no further. */
  hasEnough = false;

  constructor(config: ReadConfig, consume: Consumer, gone: AbortSignal) {
    this.#config = config;
    this.#consume = consume;
    this.#gone = gone;
  }

  get isCutOff(): boolean {
    return this.#frames.isCutOff;
  }

  push(bytes: Uint8Array): ReturnType<TakeBody> {
    if (this.hasEnough) return 'unread';
    const messages = this.#frames.push(bytes);
    const last = messages.findIndex(message => !this.#take(message));
    if (last < 0) return 'more';
    this.hasEnough = true;
    return last === messages.length - 1 && !this.isCutOff ? 'enough' : 'unread';
  }

  #take(message: Uint8Array): boolean {
    const line = this.#decode(message);
    if (line === null) return false;
    const {since, until} = this.#config;
    if (since !== null && line.time < since) return true;
    if (until !== null && line.time > until) return false;
    // only now does the daemon notice that its reader has left
    return !this.#gone.aborted && this.#consume(line);
  }

  #decode(message: Uint8Array): LoggedLine | null {
    try {
      return decodeEntry(message);
    } catch {
      this.failure = 'unexpected EOF';
      return null;
    }
  }
}
