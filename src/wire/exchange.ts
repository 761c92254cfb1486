/** A header as it was on the wire: order, case and repetition kept. */
export type Header = readonly [name: string, value: string];

/** A body as it was on the wire, cut for the record; decoding uses the full bytes, which are not kept. */
export interface Body {
  /** UTF-8 text, or base64 where the bytes are not UTF-8. At most 64 KiB. */
  readonly text: string;
  readonly encoding: 'utf8' | 'base64';
  /** True length in bytes. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** Why no usable response came. The words are stable; `text` is what Go's HTTP client would say. */
export type FailureKind =
  | 'dial' // no connection: refused, no such file, permission, not a socket
  | 'tls' // handshake or certificate
  | 'eof' // closed before a response head was complete
  | 'reset'
  | 'malformed' // not an HTTP response
  | 'timeout' // the call's deadline
  | 'redirect' // more than ten redirects
  | 'body' // the body broke off after a good head
  | 'too-large' // more than plugtest reads; dockerd would go on reading
  | 'aborted'; // given up by the harness itself (client gone, interrupted)

/** One HTTP request to the plugin and what came of it. Plain JSON, deeply frozen. */
export interface Exchange {
  /** Number within the run, from 1. */
  readonly id: number;
  /** Interface and method: `VolumeDriver.Get`. */
  readonly method: string;
  /** 1 for the first try, 2… for the retries of dockerd's plan. */
  readonly attempt: number;
  /** True when no dockerd would send this: rules do not judge the answer. */
  readonly probe: boolean;
  readonly request: {
    readonly verb: string;
    readonly path: string;
    readonly headers: readonly Header[];
    readonly body: Body;
  };
  /** Null when no complete response head came. */
  readonly response: {
    readonly httpVersion: string;
    readonly status: number;
    readonly reason: string;
    readonly headers: readonly Header[];
    readonly body: Body;
    /** False when the body broke off or was not read to its end. */
    readonly complete: boolean;
  } | null;
  readonly connection: {
    /** Number of the connection within the run; 0 when none was made. */
    readonly id: number;
    readonly reused: boolean;
    readonly closedBy: 'plugin' | 'daemon' | null;
  };
  readonly timing: {
    /** Milliseconds since the epoch, with fractions, from a monotonic clock. */
    readonly startedAt: number;
    readonly sentMs: number | null;
    readonly firstByteMs: number | null;
    readonly totalMs: number;
  };
  readonly error: {readonly kind: FailureKind; readonly text: string} | null;
}
