import type {RunEvent} from '../../core/events.ts';

/** Passes the stream on and calls `stop` once, when so many checks have failed. */
export async function* stopAfterFailures(
  events: AsyncIterable<RunEvent>,
  most: number | undefined,
  stop: () => void,
): AsyncGenerator<RunEvent> {
  let failures = 0;
  for await (const event of events) {
    yield event;
    if (event.type !== 'check:end' || event.result.status !== 'failed') continue;
    failures += 1;
    if (failures === most) stop();
  }
}
