import type {RunEvent} from '../../src/core/events.ts';
import type {Output, Reporter, ReportOptions} from '../../src/report/reporter.ts';

/** A place in memory to write to. */
export function memoryOutput(more: Partial<Output> = {}): Output & {text(): string} {
  let text = '';
  return {
    isTerminal: false,
    colour: false,
    columns: 100,
    ...more,
    write(piece) {
      text += piece;
    },
    text: () => text,
  };
}

/** Options of a plain run. */
export const plainOptions: ReportOptions = {
  trace: 'failed',
  reports: [],
  script: result => `plugtest-repro/${result.id}.sh`,
};

/** An array as a stream. */
export async function* streamOf(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events;
}

/** What a reporter writes for a run. */
export async function render(
  reporter: Reporter,
  events: readonly RunEvent[],
  {out = memoryOutput(), options = plainOptions} = {},
): Promise<string> {
  await reporter(streamOf(events), out, options);
  return out.text();
}
