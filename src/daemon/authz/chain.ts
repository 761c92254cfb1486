import {DaemonError} from '../errors.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import type {AuthzDocument} from './document.ts';

/** The word of Plugin.Activate. */
const WORD = 'authz';

/** Why a request ends before or after its handler. */
export interface Refusal {
  readonly verdict: 'deny' | 'error';
  /** HTTP status of the client's answer: 403 denied, 500 failed (moby v28.5.2 api/server/httpstatus/status.go). */
  readonly status: 403 | 500;
  readonly message: string;
}

/** The plugins of `--authorization-plugin`, in order, each name once (moby v28.5.2 pkg/authorization/plugin.go newPlugins). */
export class AuthzChain {
  readonly #registry: PluginRegistry;
  #names: readonly string[] = [];

  constructor(registry: PluginRegistry) {
    this.#registry = registry;
  }

  /** Those that are asked at present. */
  get names(): readonly string[] {
    return this.#names;
  }

  /**
   * At the daemon's start and when it reads its configuration anew: each has to be there and to say `authz`, then the list takes
   * the place of the one before (moby v28.5.2 cmd/dockerd/daemon.go validateAuthzPlugins, pkg/authorization/middleware.go
   * SetPlugins).
   */
  async use(names: readonly string[]): Promise<void> {
    for (const name of names) await this.#registry.get(name, WORD);
    this.#names = [...new Set(names)];
  }

  /** Asks one after the other; the first that denies or fails ends it (moby v28.5.2 pkg/authorization/authz.go). */
  async ask(method: 'AuthZReq' | 'AuthZRes', document: AuthzDocument): Promise<Refusal | null> {
    for (const name of this.#names) {
      const refusal = await this.#askOne(name, method, document);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  async #askOne(name: string, method: string, document: AuthzDocument): Promise<Refusal | null> {
    try {
      const {client} = await this.#registry.get(name, WORD);
      // Decoded with the response's type: Allow is there, null where the plugin left it out. Err is not looked at.
      const answer = (await client.call(`AuthZPlugin.${method}`, document)) as {
        readonly Allow?: boolean | null;
        readonly Msg?: string | null;
      };
      if (answer.Allow === true) return null;
      const message = `authorization denied by plugin ${name}: ${answer.Msg ?? ''}`;
      return {verdict: 'deny', status: 403, message};
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      return {verdict: 'error', status: 500, message: `plugin ${name} failed with error: ${error.message}`};
    }
  }
}
