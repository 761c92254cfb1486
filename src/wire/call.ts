import type {Exchange} from './exchange.ts';

/**
 * Takes a piece of a body, and says whether more is wanted: `enough` when this piece was read to its end, `unread` when something
 * of it was left. The connection is of no use then, unless the body was read to its end.
 */
export type TakeBody = (chunk: Uint8Array) => 'more' | 'enough' | 'unread';

/** One call. All but `method` and `body` have defaults. */
export interface PostOptions {
  /** `VolumeDriver.Get` */
  readonly method: string;
  /** The JSON text with its line feed; null or empty: `Content-Length: 0`. */
  readonly body: string | Uint8Array | null;
  /** Deadline over redirects, head and body, in milliseconds; none when absent. */
  readonly timeoutMs?: number | undefined;
  readonly attempt?: number | undefined;
  readonly probe?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly verb?: string | undefined;
  readonly path?: string | undefined;
  /** Replaces or adds headers by name; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
  readonly freshConnection?: boolean | undefined;
  /** Hang up so many milliseconds after the request was sent. */
  readonly abortAfterMs?: number | undefined;
  readonly trickle?: {readonly bytes: number; readonly everyMs: number} | undefined;
  /** Asked once the connection is there; the request leaves when it resolves. */
  readonly sendWhen?: (() => Promise<void>) | undefined;
  /** `value` (default): stop at the end of a 200's first JSON value, as dockerd does; `end`: read the whole body. */
  readonly until?: 'value' | 'end' | undefined;
  /** Takes the body of a 200 in pieces as it comes (ReadLogs), however long it is; `bytes` is empty then. */
  readonly onBody?: TakeBody | undefined;
}

/** What came of a call; a misbehaving plugin is data here, never an exception. */
export interface PostResult {
  /** The last request: the answer that counts. */
  readonly exchange: Exchange;
  /** Every request, redirects included. */
  readonly exchanges: readonly Exchange[];
  /** The whole body (decompressed); null when no answer came. */
  readonly bytes: Uint8Array | null;
}
