import type {Address} from '../../wire/address.ts';
import type {Environment} from '../environment.ts';
import {DaemonError, wrapError} from '../errors.ts';
import {backoffMs, givesUp} from './backoff.ts';
import type {PluginClient} from './client.ts';
import type {PluginFolders, Whereabouts} from './folders.ts';
import {type InterfaceHandler, LegacyPlugin} from './legacy.ts';

/** What a registry needs. */
export interface RegistryOptions {
  readonly environment: Environment;
  readonly folders: PluginFolders;
  /** Interfaces by the name of their plugin, which was activated earlier in the daemon's life. */
  readonly met: ReadonlyMap<string, readonly string[]>;
  /** Makes the client of a plugin that was found. */
  readonly connect: (address: Address) => PluginClient;
}

/**
 * The plugins that the daemon has met (moby v28.5.2 pkg/plugins/plugins.go, plugin/store.go).
 */
export class PluginRegistry {
  readonly #plugins = new Map<string, LegacyPlugin>();
  readonly #managed = new Map<string, PluginClient>();
  readonly #handlers = new Map<string, InterfaceHandler[]>();
  readonly #environment: Environment;
  readonly #folders: PluginFolders;
  readonly #met: ReadonlyMap<string, readonly string[]>;
  readonly #connect: RegistryOptions['connect'];

  constructor({environment, folders, met, connect}: RegistryOptions) {
    this.#environment = environment;
    this.#folders = folders;
    this.#met = met;
    this.#connect = connect;
  }

  /** Runs `handler` for every plugin that lists `word`, now or later; for those already active, at their next use. */
  handle(word: string, handler: InterfaceHandler): void {
    this.#handlers.set(word, [...(this.#handlers.get(word) ?? []), handler]);
    for (const plugin of this.#plugins.values()) plugin.rerunHandlers(word);
  }

  /** A plugin by name that implements `word`; looked for and activated if need be, for up to 15 s. */
  async get(name: string, word: string): Promise<LegacyPlugin> {
    const {plugin, error} = await this.#find(name);
    if (error !== null) throw wrapError('legacy plugin', error);
    if (plugin === null) throw new DaemonError(`plugin ${quoted(name)} not found`, {status: 'not-found'});
    if ((await plugin.waitActive()) && plugin.implements(word)) return plugin;
    throw wrapError('legacy plugin', this.#notImplemented(name, word));
  }

  /** The client of a managed plugin: its socket is known, and it is not asked what it implements. */
  async managed(name: string): Promise<PluginClient> {
    const known = this.#managed.get(name);
    if (known !== undefined) return known;
    const located = await this.#folders.find(name);
    if (!('address' in located)) throw new DaemonError(`plugin ${quoted(name)} not found`);
    const client = this.#connect(located.address);
    this.#managed.set(name, client);
    return client;
  }

  /** All plugins in the folders that implement `word`; those not met yet are activated, in parallel and without look-up retries. */
  async all(word: string): Promise<LegacyPlugin[]> {
    const names = [...new Set(await this.#folders.scan())];
    const found = await Promise.all(names.map(name => this.#loadForScan(name)));
    const usable: LegacyPlugin[] = [];
    for (const plugin of found) {
      if (plugin !== null && (await plugin.waitActive()) && plugin.implements(word)) usable.push(plugin);
    }
    return usable;
  }

  async #find(name: string): Promise<Loaded> {
    const known = this.#plugins.get(name);
    if (known !== undefined) return {plugin: known, error: await known.activate()};
    return this.#load(name, true);
  }

  async #loadForScan(name: string): Promise<LegacyPlugin | null> {
    const known = this.#plugins.get(name);
    if (known !== undefined) return known;
    const {plugin, error} = await this.#load(name, false);
    if (error === null && plugin !== null) return plugin;
    this.#environment.log('error', error?.message ?? 'plugin not found');
    return null;
  }

  /** moby v28.5.2 pkg/plugins/plugins.go loadWithRetry: looks at 0, 1, 3, 7 and 15 s. */
  async #load(name: string, retry: boolean): Promise<Loaded> {
    const {clock, life} = this.#environment;
    const start = clock.now();
    for (let retries = 0; ; retries += 1) {
      const located = await this.#folders.find(name);
      life.check();
      if ('address' in located) return this.#activate(name, located);
      if ('unusable' in located) return {plugin: null, error: new DaemonError(located.unusable)};
      const pause = backoffMs(retries);
      if (!retry || givesUp(clock.now() - start, pause)) {
        return {plugin: null, error: 'error' in located ? new DaemonError(located.error) : null};
      }
      this.#environment.log('warning', `Unable to locate plugin: ${name}, retrying in ${pause / 1000}s`);
      await clock.sleep(pause, life.signal);
      life.check();
    }
  }

  async #activate(name: string, {address, implements: announced}: Whereabouts): Promise<Loaded> {
    const known = this.#plugins.get(name);
    if (known !== undefined) return {plugin: known, error: await known.activate()};
    const plugin = new LegacyPlugin(name, this.#connect(address), this.#handlers);
    const words = announced ?? this.#met.get(name);
    if (words !== undefined) plugin.take(words);
    this.#plugins.set(name, plugin);
    const error = await plugin.activate();
    if (error !== null) this.#plugins.delete(name);
    return {plugin, error};
  }

  #notImplemented(name: string, word: string): DaemonError {
    const text = 'Plugin does not implement the requested driver';
    return new DaemonError(
      this.#environment.engine.plugins.namesUnimplemented
        ? `${text}: plugin=${quoted(name)}, requested implementation=${quoted(word)}`
        : text,
    );
  }
}

/** Both null: not found. */
interface Loaded {
  readonly plugin: LegacyPlugin | null;
  readonly error: DaemonError | null;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
