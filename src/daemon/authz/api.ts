import type {AuthzDocument} from './document.ts';

/** A header as the client wrote it. */
export type Header = readonly [name: string, value: string];

/** Who sends a request over mutual TLS; on the unix socket nobody is named. */
export interface ApiClient {
  /** CommonName of the client's certificate. */
  readonly user: string;
  /** The chain as it was presented, leaf first, each as PEM text. */
  readonly certificates: readonly string[];
}

/** What the daemon's own handler would answer. The model decides what a plugin sees of it. */
export interface ApiReply {
  /** Set by the handler itself; null: an implicit 200, which no plugin sees. */
  readonly status?: number | null;
  readonly headers?: readonly Header[];
  /** Text of the answer; more than 64 KiB are flushed at once. */
  readonly body?: string;
  /**
   * `whole` (default): answered in one go. `stream`: flushed as it comes. `hijack`: the connection is taken over (attach, exec
   * start). `fail`: the handler returns an error, which is written after the plugins were asked.
   */
  readonly kind?: 'whole' | 'stream' | 'hijack' | 'fail';
  /** The handler's work, begun when the request was allowed: a stream or a hijacked connection ends when it resolves. */
  readonly until?: () => Promise<unknown>;
}

/** One request to the daemon's API, as its bytes say. */
export interface ApiRequest {
  /** `POST` */
  readonly method: string;
  /** As it stands in the request line: `/v1.45/containers/json?all=1`. */
  readonly target: string;
  /** As sent, in order; Host and framing are added. */
  readonly headers?: readonly Header[];
  readonly body?: string | Uint8Array;
  /** `Transfer-Encoding: chunked` in the place of a length. */
  readonly chunked?: boolean;
  readonly client?: ApiClient;
  readonly reply?: ApiReply;
}

/** What became of it. */
export interface ApiOutcome {
  /** Status that the client reads. 0: no answer, the daemon is away. */
  readonly status: number;
  /** The daemon's error text, as the docker command shows it after `Error response from daemon: `; empty on success. */
  readonly message: string;
  /** True when the daemon's handler ran: what was asked for has happened. */
  readonly executed: boolean;
  /** `allow`, `deny` or `error`: what the plugins made of the request; null: none was asked. */
  readonly verdict: 'allow' | 'deny' | 'error' | null;
  /** Whether the plugins saw the request's body, or why not. */
  readonly bodySeen: BodySeen;
  /** What AuthZReq carried; null: it was not called. */
  readonly document: AuthzDocument | null;
}

/** Whether a request's body reaches the plugins (moby pkg/authorization/authz.go AuthZRequest, per engine). */
export type BodySeen = 'none' | 'sent' | 'withheld' | 'refused';
