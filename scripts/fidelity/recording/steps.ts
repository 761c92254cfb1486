import type {RecordedAction, RecordedClose, RecordedEvent, Recording} from './events.ts';

/** Something that did not come from the daemon: the user's command, the daemon's process, or the plugin. */
export type StepKind =
  | {readonly do: 'listen'; readonly plugin: string; readonly address: string}
  | {readonly do: 'stop'; readonly plugin: string; readonly leaveSocket: boolean}
  /** The plugin closes its idle connections. */
  | {readonly do: 'hang-up'; readonly plugin: string}
  | {readonly do: 'daemon-start'; readonly argv: readonly string[]}
  /** SIGHUP, with another list of authorization plugins in the file. */
  | {readonly do: 'daemon-reload'; readonly authorizationPlugins: readonly string[]}
  | {readonly do: 'daemon-end'; readonly how: 'stop' | 'kill'}
  | {readonly do: 'action'; readonly action: RecordedAction}
  /** What the recorder saw or did besides; some notes say which files it made. */
  | {readonly do: 'note'; readonly text: string};

/** A step and its place: it begins `gapMs` after the last of what it follows. */
export interface Step {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly kind: StepKind;
  /** Steps that had ended before this one began. */
  readonly afterEndOf: readonly number[];
  /** Time since the last thing that began or ended before it. */
  readonly gapMs: number;
}

interface Extent {
  readonly startUs: number;
  readonly endUs: number;
  readonly kind: StepKind;
}

/** What has to be done, in order, to see the same again. */
export function stepsOf(recording: Recording): Step[] {
  const spans = recording.events.flatMap((event, index) => {
    const kind = stepKind(event, recording);
    return kind ? [{startUs: event.t_us, endUs: endOf(event, index, recording), kind}] : [];
  });
  return spans.map((span, index) => toStep(span, index, spans.slice(0, index)));
}

function toStep(span: Extent, index: number, before: readonly Extent[]): Step {
  const afterEndOf = before.flatMap((other, at) => (other.endUs <= span.startUs ? [at] : []));
  const marks = before.flatMap(other => [other.startUs, other.endUs]).filter(us => us <= span.startUs);
  const gapUs = span.startUs - Math.max(0, ...marks);
  const times = {startMs: span.startUs / 1000, endMs: span.endUs / 1000, gapMs: gapUs / 1000};
  return {index, kind: span.kind, afterEndOf, ...times};
}

function stepKind(event: RecordedEvent, recording: Recording): StepKind | null {
  if (event.event === 'plugin') return pluginStep(event);
  if (event.event === 'daemon') return daemonStep(event, recording);
  if (event.event === 'action') return {do: 'action', action: event};
  if (event.event === 'note') return seen.test(event.text) ? null : {do: 'note', text: event.text};
  if (event.event === 'conn-close' && isHangUp(event, recording))
    return {do: 'hang-up', plugin: event.plugin};
  return null;
}

/** What the recorder saw at that moment, and did nothing about. */
const seen = /^at StopLogging: |^fifos left: /;

function pluginStep(event: Extract<RecordedEvent, {event: 'plugin'}>): StepKind {
  const {plugin} = event;
  if (event.what === 'listening') return {do: 'listen', plugin, address: event.addr ?? ''};
  return {do: 'stop', plugin, leaveSocket: event.what.startsWith('crashed')};
}

type DaemonEvent = Extract<RecordedEvent, {event: 'daemon'}>;

function daemonStep(event: DaemonEvent, recording: Recording): StepKind | null {
  if (event.what === 'start') return {do: 'daemon-start', argv: event.argv ?? []};
  if (event.what === 'SIGHUP sent')
    return {do: 'daemon-reload', authorizationPlugins: askedAfter(event, recording)};
  if (event.what === 'SIGTERM sent') return {do: 'daemon-end', how: 'stop'};
  if (event.what === 'SIGKILL sent') return {do: 'daemon-end', how: 'kill'};
  return null;
}

/** The recording does not say what was in the file: the plugins that were asked from then on, in their order, tell it. */
function askedAfter(reload: DaemonEvent, {events}: Recording): readonly string[] {
  const later = events.filter(event => event.t_us > reload.t_us);
  const end = later.findIndex(event => event.event === 'daemon');
  const asked = (end < 0 ? later : later.slice(0, end)).flatMap(event =>
    event.event === 'request' && event.path === '/AuthZPlugin.AuthZReq' ? [event.plugin] : [],
  );
  return [...new Set(asked)];
}

/** When what began here was over: the command's end, the daemon ready or gone. */
function endOf(event: RecordedEvent, index: number, recording: Recording): number {
  if (event.event === 'action') return event.end_us;
  if (event.event !== 'daemon' || event.what === 'SIGHUP sent') return event.t_us;
  const ends = event.what === 'start' ? ['ready', 'exited'] : ['exited'];
  const end = recording.events
    .slice(index + 1)
    .find(other => other.event === 'daemon' && ends.includes(other.what));
  return end?.t_us ?? Number.POSITIVE_INFINITY;
}

/** Nothing else explains that the plugin closed it: no answer that ends a connection, no end of the plugin. */
function isHangUp(close: RecordedClose, recording: Recording): boolean {
  if (close.by !== 'plugin') return false;
  const last = recording.events.findLast(
    event =>
      event.event === 'request' &&
      event.plugin === close.plugin &&
      event.conn === close.conn &&
      event.t_us <= close.t_us,
  );
  const ended = recording.events.some(
    event =>
      event.event === 'plugin' &&
      event.plugin === close.plugin &&
      event.what !== 'listening' &&
      Math.abs(event.t_us - close.t_us) < endsWithPluginUs,
  );
  if (ended || last?.event !== 'request' || last.fault !== undefined) return false;
  return !last.replyHeaders?.some(([name, value]) => name === 'Connection' && value === 'close');
}

/** The recorder noted the closing of connections up to this long after the plugin's end. */
const endsWithPluginUs = 50_000;
