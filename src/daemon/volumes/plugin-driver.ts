import {sortedMap} from '../../gojson/encode.ts';
import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError} from '../errors.ts';
import type {PluginClient} from '../plugins/client.ts';
import {volumeCallLimitMs} from './limits.ts';
import type {Volume, VolumeDriver} from './volume.ts';

/** A volume in a plugin's answer, decoded: every field is there. */
interface AnsweredVolume {
  readonly Name: string;
  readonly Mountpoint: string;
  readonly CreatedAt: string;
  readonly Status: Readonly<Record<string, unknown>> | null;
}

/** A plugin in the role of a volume driver (moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter, proxy.go). */
export class PluginVolumeDriver implements VolumeDriver {
  readonly name: string;
  readonly #client: PluginClient;
  readonly #environment: Environment;
  /** Null until the plugin once answered properly. */
  #scope: string | null = null;

  constructor(name: string, client: PluginClient, environment: Environment) {
    this.name = name;
    this.#client = client;
    this.#environment = environment;
  }

  /** A failure counts as `local` and is asked for again each time. */
  async scope(): Promise<string> {
    if (this.#scope !== null) return this.#scope;
    try {
      // Decoded with the type of the answer.
      const reply = (await this.#call('Capabilities', {})) as {Capabilities: {Scope: string}};
      this.#scope = this.#validScope(reply.Capabilities.Scope);
      return this.#scope;
    } catch (error) {
      const {message} = asDaemonError(error);
      this.#environment.log(
        'debug',
        `Volume driver returned an error while trying to query its capabilities: ${message}`,
      );
      return 'local';
    }
  }

  async get(name: string): Promise<Volume> {
    // Decoded with the type of the answer.
    const {Volume: found} = (await this.#call('Get', {Name: name})) as {
      Volume: AnsweredVolume | null;
    };
    if (found === null) throw new DaemonError('no such volume');
    return this.#volume(found.Name, found);
  }

  async create(name: string, options: Readonly<Record<string, string>> | null): Promise<Volume> {
    await this.#call('Create', {Name: name, Opts: sortedMap(options)});
    return this.#volume(name, null);
  }

  async remove(volume: Volume): Promise<void> {
    await this.#call('Remove', {Name: volume.name});
  }

  /** A null entry kills dockerd: a nil dereference outside any recovery. */
  async list(): Promise<Volume[]> {
    // Decoded with the type of the answer.
    const reply = (await this.#call('List', {})) as {Volumes: (AnsweredVolume | null)[] | null};
    return (reply.Volumes ?? []).map(found => {
      if (found === null) this.#crash();
      return this.#volume(found.Name, {...found, CreatedAt: '', Status: null});
    });
  }

  #crash(): never {
    this.#environment.log('error', 'panic: runtime error: invalid memory address or nil pointer dereference');
    this.#environment.life.end();
    this.#environment.life.check();
    throw new Error('unreachable: an ended life does not go on');
  }

  #validScope(answered: string): string {
    const scope = answered === '' ? 'local' : answered.toLowerCase();
    if (scope === 'local' || scope === 'global') return scope;
    this.#environment.log('warning', 'Volume driver returned an invalid scope');
    return 'local';
  }

  #volume(name: string, answered: AnsweredVolume | null): Volume {
    const volume: Volume = {
      name,
      driver: this.name,
      mountpoint: answered?.Mountpoint ?? '',
      createdAt: answered?.CreatedAt || null,
      status: answered?.Status ?? null,
      mount: async id => {
        // Decoded with the type of the answer.
        const reply = (await this.#call('Mount', {Name: name, ID: id})) as {Mountpoint: string};
        volume.mountpoint = reply.Mountpoint;
        return reply.Mountpoint;
      },
      unmount: async id => {
        await this.#call('Unmount', {Name: name, ID: id});
        volume.mountpoint = '';
      },
    };
    return volume;
  }

  /** The generated proxy: `Err` in a 200 answer is the error's whole text. */
  async #call(method: string, args: object): Promise<unknown> {
    const timeoutMs = volumeCallLimitMs(method);
    const reply = await this.#client.call(`VolumeDriver.${method}`, args, {timeoutMs});
    // All volume answers have an Err, decoded to '' when absent.
    const {Err} = reply as {Err: string};
    if (Err !== '') throw new DaemonError(Err);
    return reply;
  }
}
