import {asDaemonError, type DaemonError} from '../errors.ts';
import {Mutex} from '../locks.ts';
import type {PluginClient} from './client.ts';

/** Called once after a plugin that lists an interface was activated. */
export type InterfaceHandler = (plugin: string, client: PluginClient) => Promise<void>;

/**
 * A plugin found in the folders (moby v28.5.2 pkg/plugins/plugins.go Plugin). A good activation lasts for the daemon's life,
 * a bad one is forgotten; whoever waited for a bad one tries for itself.
 */
export class LegacyPlugin {
  readonly name: string;
  readonly client: PluginClient;
  /** Null until activated. */
  #implements: readonly string[] | null = null;
  #handlersRun = false;
  readonly #lock = new Mutex();
  readonly #handlers: ReadonlyMap<string, readonly InterfaceHandler[]>;

  constructor(
    name: string,
    client: PluginClient,
    handlers: ReadonlyMap<string, readonly InterfaceHandler[]>,
  ) {
    this.name = name;
    this.client = client;
    this.#handlers = handlers;
  }

  /** What stands for the handshake: a managed plugin's config.json, or an earlier handshake. */
  take(words: readonly string[]): void {
    this.#implements = words;
  }

  implements(word: string): boolean {
    return this.#implements?.includes(word) ?? false;
  }

  /** Handlers registered since the last activation are run at the next use. */
  rerunHandlers(word: string): void {
    if (this.implements(word)) this.#handlersRun = false;
  }

  /** The handshake, if it was not made yet, and the handlers; the error is returned, not thrown. */
  activate(): Promise<DaemonError | null> {
    return this.#lock.run(async () => {
      const error = this.#implements === null ? await this.#handshake() : null;
      if (error === null) await this.#runHandlers();
      return error;
    });
  }

  /** Resolves when no activation is under way, its handlers included: true when it was good. */
  async waitActive(): Promise<boolean> {
    return this.#lock.run(async () => this.#implements !== null);
  }

  async #handshake(): Promise<DaemonError | null> {
    try {
      // Decoded with the manifest's type: the field is there, null when the plugin left it out.
      const manifest = (await this.client.call('Plugin.Activate', null)) as {Implements: string[] | null};
      this.#implements = manifest.Implements ?? [];
      return null;
    } catch (error) {
      return asDaemonError(error);
    }
  }

  async #runHandlers(): Promise<void> {
    if (this.#handlersRun) return;
    this.#handlersRun = true;
    for (const word of this.#implements ?? []) {
      for (const handler of this.#handlers.get(word) ?? []) await handler(this.name, this.client);
    }
  }
}
