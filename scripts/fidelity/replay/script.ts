import type {RecordedEvent, RecordedRequest} from '../recording/events.ts';
import {type Aftermath, type AnswerStep, answerSteps, strangerSteps} from './answer.ts';
import type {RawRequest} from './http-request.ts';

/** The answers of one plugin, taken one by one. */
export interface Script {
  /** The answer to this request: that of the first recorded one alike which was not used yet. */
  answer(request: RawRequest): {readonly steps: AnswerStep[]};
}

/**
 * Calls of different volumes may come in another order than they were recorded in, so an answer is found by path and body,
 * ids aside; then by path alone, so that a replay goes on after a difference.
 */
export function createScript(events: readonly RecordedEvent[], plugin: string): Script {
  const left = events.filter(
    (event): event is RecordedRequest => event.event === 'request' && event.plugin === plugin,
  );
  const take = (isAlike: (recorded: RecordedRequest) => boolean) => {
    const index = left.findIndex(isAlike);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const ids = new Map<string, string>();
  return {
    answer(request) {
      const key = keyOf(request);
      const recorded = take(other => keyOf(other) === key) ?? take(other => other.path === request.path);
      if (!recorded) return {steps: strangerSteps()};
      bindIds(ids, recorded.bodyRaw, request.bodyRaw);
      return {steps: answerSteps(withIds(recorded, ids), aftermathOf(events, recorded))};
    },
  };
}

/** Volumes that the daemon named have another name this time: the plugin knows them by that. */
function bindIds(ids: Map<string, string>, recorded: string, got: string): void {
  const others = got.match(anId) ?? [];
  for (const [at, id] of (recorded.match(anId) ?? []).entries()) ids.set(id, others[at] ?? id);
}

function withIds(recorded: RecordedRequest, ids: ReadonlyMap<string, string>): RecordedRequest {
  const rename = (text: string) => text.replace(anId, id => ids.get(id) ?? id);
  const {reply, replyRaw} = recorded;
  return {
    ...recorded,
    ...(reply === undefined ? {} : {reply: JSON.parse(rename(JSON.stringify(reply)))}),
    ...(replyRaw === undefined ? {} : {replyRaw: rename(replyRaw)}),
  };
}

const anId = /[0-9a-f]{64}/g;

function keyOf(request: {readonly path: string; readonly bodyRaw: string}): string {
  return `${request.path} ${request.bodyRaw.replace(anId, 'ID')}`;
}

/** `Connection: close` in the answer, or raw bytes after which the recorder's plugin hung up. */
function aftermathOf(events: readonly RecordedEvent[], request: RecordedRequest): Aftermath {
  const next = events.find(event => event.t_us > request.t_us && isOfConnection(event, request));
  const closedBy = next?.event === 'conn-close' ? next.by : null;
  const saysClose = request.replyHeaders?.some(([name, value]) => name === 'Connection' && value === 'close');
  const isRaw = request.status === null && request.replyRaw !== undefined;
  return {
    pluginCloses: saysClose === true || (isRaw && closedBy === 'plugin'),
    daemonCloses: closedBy === 'daemon',
    isBrokenOff: closedBy === 'daemon' && next?.event === 'conn-close' && next.during !== undefined,
  };
}

function isOfConnection(event: RecordedEvent, request: RecordedRequest): boolean {
  if (event.event !== 'conn-close' && event.event !== 'request') return false;
  return event.plugin === request.plugin && event.conn === request.conn;
}
