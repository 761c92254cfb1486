import type {RecordedAction, RecordedEvent, RecordedRequest, Recording} from './events.ts';

/** What happened on one side, recorded or replayed, in one form so that the two can be compared. Times in milliseconds. */
export interface Timeline {
  readonly calls: readonly Call[];
  readonly closes: readonly Close[];
  readonly outcomes: readonly ActionOutcome[];
  /** What user, plugin and the daemon's process did, by the index of the step. */
  readonly spans: readonly Span[];
}

/** A call as the plugin got it. */
export interface Call {
  readonly atMs: number;
  readonly plugin: string;
  readonly conn: number;
  readonly verb: string;
  readonly path: string;
  readonly http: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
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
  const calls: Call[] = [];
  const closes: Close[] = [];
  const outcomes: ActionOutcome[] = [];
  for (const event of recording.events) {
    if (event.event === 'request') calls.push(callOf(event));
    else if (event.event === 'conn-close') closes.push(closeOf(event));
    else if (event.event === 'action') outcomes.push(outcomeOf(event));
  }
  return {calls, closes, outcomes, spans};
}

function callOf(event: RecordedRequest): Call {
  const {plugin, conn, verb, path, http, headers} = event;
  return {atMs: event.t_us / 1000, plugin, conn, verb, path, http, headers, body: event.bodyRaw};
}

function closeOf(event: Extract<RecordedEvent, {event: 'conn-close'}>): Close {
  const {plugin, conn, by} = event;
  return {atMs: event.t_us / 1000, plugin, conn, by, during: event.during ?? null};
}

function outcomeOf(event: RecordedAction): ActionOutcome {
  const {n, exit, stdout, stderr} = event;
  return {n, startMs: event.t_us / 1000, endMs: event.end_us / 1000, exit, stdout, stderr};
}
