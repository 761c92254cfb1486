import type {CheckResult, RunEvent} from '../../core/events.ts';

/** Passes the stream on and calls `stop` once, when so many checks have failed. */
export async function* stopAfterFailures(
  events: AsyncIterable<RunEvent>,
  {
    most,
    isBorne,
    stop,
  }: {
    readonly most: number | undefined;
    /** Known failures do not count. */
    readonly isBorne: (result: CheckResult) => boolean;
    readonly stop: () => void;
  },
): AsyncGenerator<RunEvent> {
  let failures = 0;
  for await (const event of events) {
    yield event;
    if (event.type !== 'check:end' || event.result.status !== 'failed' || isBorne(event.result)) continue;
    failures += 1;
    if (failures === most) stop();
  }
}
