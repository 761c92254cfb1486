import type {GoType} from '../../gojson/types.ts';
import type {TakeBody} from '../../wire/call.ts';

/** One plugin, as the daemon's rooms call it (moby v28.5.2 pkg/plugins/client.go Client). */
export interface PluginClient {
  /**
   * Calls a method, with the retries that dockerd makes, and decodes the answer as Go does.
   * `args` null means an empty body. Throws a DaemonError; `Err` in a 200 answer is left to the caller.
   */
  call(method: string, args: object | null, options?: PluginCallOptions): Promise<unknown>;
  /**
   * Calls a method whose answer is a stream (the same, Stream). Resolves at the end of the body: with null, or with what broke
   * it off. Throws a DaemonError when there was no 200.
   */
  stream(method: string, args: object, options: PluginStreamOptions): Promise<string | null>;
}

/** Options of a streamed call. */
export interface PluginStreamOptions {
  readonly onBody: TakeBody;
  /** The stream has no end of its own: no time is set for it, as dockerd sets none. */
  readonly isEndless?: boolean;
}

/** Options of one call. */
export interface PluginCallOptions {
  /** Of each attempt, in the daemon's milliseconds; left out: none. */
  readonly timeoutMs?: number;
  /** What the answer is decoded into, where engines differ (default: as the method's schema says). */
  readonly into?: GoType;
}
