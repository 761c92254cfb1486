import type {RecordedEvent, RecordedRequest} from '../recording/events.ts';
import {type AnswerStep, answerSteps, strangerSteps} from './answer.ts';
import type {RawRequest} from './http-request.ts';

/** The answers of one plugin, taken one by one. */
export interface Script {
  /** The answer to this request: that of the first recorded one alike which was not used yet. */
  answer(request: RawRequest): {readonly steps: AnswerStep[]; readonly recorded: RecordedRequest | null};
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
  return {
    answer(request) {
      const key = keyOf(request);
      const recorded = take(other => keyOf(other) === key) ?? take(other => other.path === request.path);
      if (!recorded) return {steps: strangerSteps(), recorded: null};
      return {steps: answerSteps(recorded, closesWithAnswer(events, recorded)), recorded};
    },
  };
}

function keyOf(request: {readonly path: string; readonly bodyRaw: string}): string {
  return `${request.path} ${request.bodyRaw.replace(/[0-9a-f]{64}/g, 'ID')}`;
}

/** `Connection: close` in the answer, or raw bytes after which the recorder's plugin hung up. */
function closesWithAnswer(events: readonly RecordedEvent[], request: RecordedRequest): boolean {
  if (request.replyHeaders?.some(([name, value]) => name === 'Connection' && value === 'close')) return true;
  if (request.status !== null || request.replyRaw === undefined) return false;
  const next = events.find(event => event.t_us > request.t_us && isOfConnection(event, request));
  return next?.event === 'conn-close' && next.by === 'plugin';
}

function isOfConnection(event: RecordedEvent, request: RecordedRequest): boolean {
  if (event.event !== 'conn-close' && event.event !== 'request') return false;
  return event.plugin === request.plugin && event.conn === request.conn;
}
