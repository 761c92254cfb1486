import type {GoStruct} from '../../gojson/types.ts';
import {openPageServer, type PageServer} from '../../wire/page-server.ts';
import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError, DaemonGone, wrapError} from '../errors.ts';
import type {PluginClient} from '../plugins/client.ts';
import {type DaemonState, metricsPage} from './page.ts';

/** What engines up to 27.5 read of the answer to StartMetrics (moby v26.1.5 daemon/metrics.go StartMetrics). */
const START_REPLY: GoStruct = {
  kind: 'struct',
  package: 'daemon',
  name: 'metricsPluginResponse',
  fields: [{name: 'Err', type: {kind: 'string'}}],
};

interface Parts {
  readonly environment: Environment;
  /** Path of the daemon's socket; null: none is offered. */
  readonly socket: string | null;
  readonly state: () => DaemonState;
  /** The client of a managed plugin, which is not activated. */
  readonly connect: (plugin: string) => Promise<PluginClient>;
}

/** One daemon's metrics plugins (moby v28.5.2 internal/metrics/plugin_unix.go). */
export class MetricsCollectors {
  readonly #parts: Parts;
  /** The daemon's socket, while it listens. */
  server: PageServer | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The socket, then all that are enabled: before the API opens, and the daemon's start waits for them. */
  async start(): Promise<void> {
    await this.#listen();
    await Promise.all([...this.#parts.environment.disk.metricsPlugins].map(name => this.startMetrics(name)));
  }

  /** A failure is only logged. */
  async startMetrics(name: string): Promise<void> {
    const {environment, connect} = this.#parts;
    const {readsReply} = environment.engine.metrics;
    try {
      const client = await connect(name);
      const options = readsReply ? {into: START_REPLY} : {};
      const reply = await client.call('MetricsCollector.StartMetrics', null, options).catch(error => {
        throw readsReply ? wrapError('could not start metrics plugin', error) : error;
      });
      if (readsReply) throwErr(reply);
    } catch (error) {
      this.#complain('Error starting metrics collector plugin', error);
    }
  }

  /** At the daemon's end by SIGTERM: all are told and waited for, then the socket closes (the same, CleanupPlugin). */
  async stop(): Promise<void> {
    const {environment, connect} = this.#parts;
    const stopOne = async (name: string) => {
      const client = await connect(name);
      await client.call('MetricsCollector.StopMetrics', null);
    };
    await Promise.all(
      [...environment.disk.metricsPlugins].map(name =>
        stopOne(name).catch(error => this.#complain('Error stopping plugin metrics collection', error)),
      ),
    );
    await this.#close();
  }

  async #listen(): Promise<void> {
    const {environment, socket, state} = this.#parts;
    if (socket === null) return;
    const {engine, life} = environment;
    this.server = await openPageServer(socket, {
      path: '/metrics',
      contentType: engine.metrics.contentType,
      text: () => metricsPage(engine, state()),
    });
    life.signal.addEventListener('abort', () => void this.#close(), {once: true});
  }

  async #close(): Promise<void> {
    const {server} = this;
    this.server = null;
    await server?.close();
  }

  #complain(text: string, error: unknown): void {
    if (error instanceof DaemonGone) throw error;
    this.#parts.environment.log('error', `${text}: ${asDaemonError(error).message}`);
  }
}

function throwErr(reply: unknown): void {
  // decoded with the type above
  const {Err} = reply as {readonly Err: string};
  if (Err !== '') throw new DaemonError(Err);
}
