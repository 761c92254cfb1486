import {type CheckContext, type ContainerResult, type Exchange, readReply} from '../../src/authoring.ts';
import {abandon, inTime, type Writer} from './_write.ts';

/** What the plugin was told when a run of a container began. */
export interface Started {
  readonly File: string;
  readonly Info: Readonly<Record<string, unknown>> & {readonly ContainerID: string};
}

/** The latest StartLogging of a container. */
export function startOf(t: CheckContext, {id}: ContainerResult): Started {
  const started = t
    .exchanges()
    .filter(({method}) => method === 'LogDriver.StartLogging')
    .map(bodyOf)
    .findLast(({Info}) => Info?.ContainerID === id);
  if (started?.File !== undefined && started.Info !== undefined)
    return {File: started.File, Info: started.Info};
  return t.blocked('logging.start-logging.succeeds', 'StartLogging was not called');
}

/** Why the latest StopLogging of this FIFO did not succeed; empty when it did. */
export function stopFailure(t: CheckContext, file: string): string {
  const stop = t
    .exchanges()
    .findLast(one => one.method === 'LogDriver.StopLogging' && bodyOf(one).File === file);
  if (stop === undefined) return 'it was not called: the FIFO is full and nobody reads it';
  const {response, error} = stop;
  if (error?.kind === 'timeout') return `no answer within ${t.settings.callTimeoutMs / 1000} s`;
  if (response === null) return error?.text ?? 'no answer';
  const reading = readReply(stop.method, response.body);
  const isGood = response.status === 200 && reading.kind === 'value' && errIn(reading.value) === '';
  return isGood ? '' : `status ${response.status} with ${response.body.text.trim() || 'an empty body'}`;
}

/** A StopLogging that hangs is given up by then, so that it can be told from one that never came. */
export const AFTER_STOP_MS = 2000;

/** The program ends and the daemon stops its log; fails when StopLogging does not succeed. */
export async function end(t: CheckContext, {docker, container}: Writer): Promise<void> {
  const {File: file} = startOf(t, container);
  const isOver = await inTime(t, container.exit(), AFTER_STOP_MS);
  const failure = stopFailure(t, file);
  if (!isOver) await abandon(docker);
  t.expect.ok(failure === '', {
    ...(failure.startsWith('status ') && {message: KEPT}),
    expected: 'the container ends and StopLogging succeeds, while the daemon still holds its FIFO open',
    actual: `StopLogging: ${failure}`,
  });
}

/** moby v28.5.2 daemon/logger/adapter.go Close. */
const KEPT =
  'StopLogging failed: dockerd keeps the FIFO open, one more with each container that ends, and a managed plugin stays "in use".';

/** What the model sent is JSON, but for retries with an empty body. */
function bodyOf({request}: Exchange): Partial<Started> {
  return JSON.parse(request.body.text || '{}');
}

/** `Err` of a decoded reply: the empty string when it is absent. */
function errIn(reply: unknown): unknown {
  return typeof reply === 'object' && reply !== null ? Reflect.get(reply, 'Err') : undefined;
}
