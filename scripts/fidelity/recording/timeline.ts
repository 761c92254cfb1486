import {
  eventsOf,
  type RecordedAction,
  type RecordedEvent,
  type RecordedRequest,
  type Recording,
} from './events.ts';

/** What happened on one side, recorded or replayed, in one form so that the two can be compared. Times in milliseconds. */
export interface Timeline {
  readonly calls: readonly Call[];
  readonly closes: readonly Close[];
  readonly outcomes: readonly ActionOutcome[];
  /** What the daemon said of calls that failed: tries that reached no plugin show here alone. */
  readonly logs: readonly Log[];
  /** How many connections each plugin got. */
  readonly opened: Readonly<Record<string, number>>;
  /** What user, plugin and the daemon's process did, by the index of the step. */
  readonly spans: readonly Span[];
}

/** A call as the plugin got it. */
export interface Call {
  readonly atMs: number;
  /** When its answer was sent; of recorded calls alone. */
  readonly answeredMs?: number;
  readonly plugin: string;
  readonly conn: number;
  readonly verb: string;
  readonly path: string;
  readonly http: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A line of the daemon's log about a plugin call. */
export interface Log {
  readonly atMs: number;
  readonly text: string;
}

/** The lines that are compared: retries, and answers that could not be read. */
export function isCallLog(text: string): boolean {
  return /, retrying in \d+s$|: error reading plugin resp: /.test(text);
}

/** The end of a connection. */
export interface Close {
  readonly atMs: number;
  readonly plugin: string;
  readonly conn: number;
  readonly by: string;
  readonly during: string | null;
}

/** What the user saw of a command. */
export interface ActionOutcome {
  readonly n: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly exit: number | null;
  /** Null where the replay has nothing to say: not compared. */
  readonly stdout: string | null;
  readonly stderr: string | null;
}

/** A step's beginning and end; the end is infinite when it was not seen. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The recorded side. */
export function recordedTimeline(recording: Recording, spans: readonly Span[]): Timeline {
  const opened: Record<string, number> = {};
  for (const {plugin} of eventsOf(recording, 'conn-open')) opened[plugin] = (opened[plugin] ?? 0) + 1;
  return {
    calls: eventsOf(recording, 'request').map(callOf),
    closes: eventsOf(recording, 'conn-close').map(closeOf),
    outcomes: eventsOf(recording, 'action').map(outcomeOf),
    logs: eventsOf(recording, 'daemon-log')
      .filter(({msg}) => isCallLog(msg))
      .map(({t_us, msg}) => ({atMs: t_us / 1000, text: msg})),
    opened,
    spans,
  };
}

function callOf(event: RecordedRequest): Call {
  const {plugin, conn, verb, path, http, headers, t_us, reply_us} = event;
  const answered = reply_us === undefined ? {} : {answeredMs: reply_us / 1000};
  return {atMs: t_us / 1000, ...answered, plugin, conn, verb, path, http, headers, body: event.bodyRaw};
}

function closeOf(event: Extract<RecordedEvent, {event: 'conn-close'}>): Close {
  const {plugin, conn, by} = event;
  return {atMs: event.t_us / 1000, plugin, conn, by, during: event.during ?? null};
}

function outcomeOf(event: RecordedAction): ActionOutcome {
  const {n, exit, stdout, stderr} = event;
  return {n, startMs: event.t_us / 1000, endMs: event.end_us / 1000, exit, stdout, stderr};
}
