/** One line of a recording (fixtures/recordings/README.md). Times are microseconds since the scenario began. */
export type RecordedEvent =
  | {readonly t_us: number; readonly event: 'scenario'; readonly name: string; readonly engine: string}
  | {
      readonly t_us: number;
      readonly event: 'plugin';
      readonly plugin: string;
      readonly what: string;
      readonly addr?: string;
    }
  | {
      readonly t_us: number;
      readonly event: 'daemon';
      readonly what: string;
      readonly argv?: readonly string[];
      readonly code?: number | null;
    }
  | RecordedAction
  | {readonly t_us: number; readonly event: 'action-end'; readonly n: number; readonly exit: number | null}
  | {readonly t_us: number; readonly event: 'api'; readonly call: string}
  | {readonly t_us: number; readonly event: 'conn-open'; readonly plugin: string; readonly conn: number}
  | RecordedClose
  | RecordedRequest
  | {
      readonly t_us: number;
      readonly event: 'daemon-log';
      readonly level: string;
      readonly msg: string;
    }
  | {readonly t_us: number; readonly event: 'note'; readonly text: string}
  | {readonly t_us: number; readonly event: 'fifo-open'; readonly plugin: string; readonly file: string}
  | RecordedFifoData
  | {readonly t_us: number; readonly event: 'fifo-eof'; readonly plugin: string; readonly file: string};

/** What one read from a FIFO gave. */
export interface RecordedFifoData {
  readonly t_us: number;
  readonly event: 'fifo-data';
  readonly plugin: string;
  readonly file: string;
  readonly bytes: number;
  /** Cut beyond 3000 bytes. */
  readonly base64: string;
  readonly entries: readonly RecordedEntry[];
  readonly entriesLeftOut?: number;
}

/** A log entry; a line beyond 200 bytes is cut to its beginning and a remark. */
export interface RecordedEntry {
  readonly source?: string;
  readonly time_nano?: string;
  readonly line?: string;
  readonly line_bytes: number;
  readonly partial?: boolean;
  readonly partial_log_metadata?: {
    readonly last?: boolean;
    readonly id?: string;
    readonly ordinal?: number;
  };
}

/** A command of the user. */
export interface RecordedAction {
  readonly t_us: number;
  readonly event: 'action';
  readonly n: number;
  readonly cmd: string;
  /** Raw API requests: the bytes sent. */
  readonly request?: string;
  /** Null when the recorder killed the command; `note` says after how long. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly end_us: number;
  readonly note?: string;
}

/** The end of a connection to the plugin. */
export interface RecordedClose {
  readonly t_us: number;
  readonly event: 'conn-close';
  readonly plugin: string;
  readonly conn: number;
  readonly by: string;
  /** Path of the call that was under way. */
  readonly during?: string;
}

/** A call to the plugin and its answer. */
export interface RecordedRequest {
  readonly t_us: number;
  readonly event: 'request';
  readonly plugin: string;
  readonly conn: number;
  readonly verb: string;
  readonly path: string;
  readonly http: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyRaw: string;
  /** The same, parsed; long texts in it are cut one by one. */
  readonly body?: unknown;
  /** Null: nothing that is an HTTP response; see `fault`. */
  readonly status: number | null;
  readonly replyHeaders?: readonly (readonly [string, string])[];
  readonly reply?: unknown;
  readonly replyRaw?: string;
  readonly replyBase64?: string;
  /** ReadLogs: pieces of the body with their time of sending. */
  readonly replyStream?: readonly {
    readonly t_us: number;
    readonly bytes: number;
    readonly base64: string;
  }[];
  readonly replyPieces?: readonly (readonly [number, string])[];
  readonly reply_us?: number;
  /** End of a streamed body. */
  readonly reply_end_us?: number;
  readonly delay_ms?: number;
  readonly fault?: string;
}

/** A recorded scenario. */
export interface Recording {
  readonly engine: string;
  readonly area: string;
  /** `volume-create`. */
  readonly name: string;
  readonly events: readonly RecordedEvent[];
}

/** The events of one kind, in order. */
export function eventsOf<K extends RecordedEvent['event']>(
  recording: {readonly events: readonly RecordedEvent[]},
  kind: K,
): Extract<RecordedEvent, {event: K}>[] {
  // the filter is what the cast says
  return recording.events.filter(event => event.event === kind) as Extract<RecordedEvent, {event: K}>[];
}
