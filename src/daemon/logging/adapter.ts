import {sortedMap} from '../../gojson/encode.ts';
import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError, ignoreDaemonError, throwHostError} from '../errors.ts';
import type {PluginClient} from '../plugins/client.ts';
import {EntryBatch} from './entry-batch.ts';
import type {LogInfo} from './info.ts';
import type {Logger, ReadLogs} from './logger.ts';
import type {Message} from './message.ts';
import type {LogPipe} from './pipes.ts';
import {readFromPlugin} from './read-plugin.ts';

/** A batch of this size is not added to. */
const FULL_BATCH = 64 * 1024;

/**
 * Starts a logger on a plugin: what it can do is asked first, then the FIFO is made and opened, then the plugin is told of it
 * (moby v28.5.2 daemon/logger/plugin.go makePluginCreator). When the plugin refuses, FIFO and descriptor stay.
 */
export async function startPluginLogger(
  environment: Environment,
  client: PluginClient,
  info: LogInfo,
): Promise<Logger> {
  const canRead = await asksCapabilities(environment, client);
  const pipe = await environment.pipes.open(environment.random.id()).catch(throwHostError);
  environment.life.signal.addEventListener('abort', () => pipe.close(), {once: true});
  environment.life.check();
  const started = await client.call('LogDriver.StartLogging', {File: pipe.path, Info: toWire(info)}).then(
    reply => errOf(reply),
    error => asDaemonError(error).message,
  );
  if (started !== '') throw new DaemonError(`error creating logger: ${started}`);
  const readLogs = canRead ? readFromPlugin(environment, client, toWire(info)) : null;
  return new PluginLogger({environment, client, pipe, readLogs});
}

/** Any failure means that it cannot be read; `Err` beside `Cap` counts from 28.0.2 on. */
async function asksCapabilities({engine}: Environment, client: PluginClient): Promise<boolean> {
  // decoded with the method's type: members that were left out are zero values
  const reply = (await client.call('LogDriver.Capabilities', null).catch(ignoreDaemonError)) as {
    readonly Cap: {readonly ReadLogs: boolean} | null;
    readonly Err: string;
  } | null;
  if (reply === null || (engine.logging.refusesCapabilities && reply.Err !== '')) return false;
  return reply.Cap?.ReadLogs ?? false;
}

/** Members in Go's order, maps with sorted keys. */
function toWire(info: LogInfo): object {
  return {...info, Config: sortedMap(info.Config), ContainerLabels: sortedMap(info.ContainerLabels)};
}

function errOf(reply: unknown): string {
  // decoded with the method's type
  return (reply as {readonly Err: string}).Err;
}

interface LoggerParts {
  readonly environment: Environment;
  readonly client: PluginClient;
  readonly pipe: LogPipe;
  readonly readLogs: ReadLogs | null;
}

/** Writes into the plugin's FIFO (the same, daemon/logger/adapter.go). */
class PluginLogger implements Logger {
  readonly readLogs: ReadLogs | null;
  readonly #parts: LoggerParts;
  readonly #batch = new EntryBatch();
  /** Like moby's mutex: closing waits until the last write is through. */
  #written: Promise<void> = Promise.resolve();

  constructor(parts: LoggerParts) {
    this.#parts = parts;
    this.readLogs = parts.readLogs;
  }

  log(message: Message): void {
    this.#batch.add(message);
    if (this.#batch.size >= FULL_BATCH) this.#send();
  }

  flush(): Promise<void> {
    if (this.#batch.size > 0) this.#send();
    return this.#written;
  }

  async close(): Promise<void> {
    await this.flush();
    const {environment, client, pipe} = this.#parts;
    const reply = await client.call('LogDriver.StopLogging', {File: pipe.path});
    environment.life.check();
    if (errOf(reply) !== '') throw new DaemonError(errOf(reply));
    pipe.close();
    await pipe.remove().catch(error => environment.log('error', `error cleaning up plugin fifo: ${error}`));
  }

  #send(): void {
    const bytes = this.#batch.take();
    // a pipe is closed under its writer only when the daemon ends
    this.#written = this.#written
      .then(() => this.#parts.pipe.write(bytes))
      .then(() => this.#batch.giveBack(bytes))
      .catch(() => {});
  }
}
