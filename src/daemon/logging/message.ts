/** Which piece of a line longer than the copier's buffer, or of output without a line feed (moby v28.5.2 api/types/backend PartialLogMetaData). */
export interface PartialMetadata {
  /** 64 hex characters, the same for all pieces of a line. */
  readonly id: string;
  /** From 1. */
  readonly ordinal: number;
  readonly last: boolean;
}

/** One message between copier and driver (moby v28.5.2 daemon/logger/logger.go Message). */
export interface Message {
  readonly source: string;
  /** Unix nanoseconds. */
  readonly time: bigint;
  /** Without the line feed; a view of a larger buffer that nobody changes. */
  readonly line: Uint8Array;
  readonly partial: PartialMetadata | null;
}

/** What a reader of a log gets. */
export type LoggedLine = Pick<Message, 'source' | 'time' | 'line'>;
