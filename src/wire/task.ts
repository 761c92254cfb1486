import type {FailureKind} from './exchange.ts';
import type {Outgoing} from './request.ts';
import type {ResponseReader} from './response.ts';

/** Opening or end of a connection to the plugin; none is ever silent. */
export interface ConnectionEvent {
  readonly kind: 'open' | 'close';
  readonly connection: number;
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number;
  /** Who closed it; null for an opening. */
  readonly by: 'plugin' | 'daemon' | null;
  /** Why it was closed, in plain words. */
  readonly reason: string;
}

/** One request on its way. */
export interface Task {
  readonly outgoing: Outgoing;
  readonly reader: ResponseReader;
  readonly trickle?: {readonly bytes: number; readonly everyMs: number} | undefined;
  /** Called when the last byte was handed to the kernel. */
  onSent(): void;
  onFirstByte(): void;
  /** Called once; the connection is idle or closed by then. */
  onDone(failure: ConnectionFailure | null): void;
}

/** Why no complete answer came over this connection. */
export interface ConnectionFailure {
  readonly kind: FailureKind;
  readonly text: string;
  /** Not a byte of the request left this side. */
  readonly nothingWritten: boolean;
  /** Not a byte of an answer came. */
  readonly nothingRead: boolean;
}
