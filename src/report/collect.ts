import type {CheckAbout, CheckInfo, CheckResult, RunEvent, RunInfo} from '../core/events.ts';
import type {RunEnd} from './fan-out.ts';

/** A whole run in memory, for reports that are written at its end. */
export interface CollectedRun {
  readonly info: RunInfo;
  readonly plan: readonly CheckInfo[];
  readonly about: Readonly<Record<string, CheckAbout>>;
  readonly plugin: {readonly name: string; readonly implements: readonly string[]};
  readonly results: readonly CheckResult[];
  readonly warnings: readonly string[];
  /** What checks measured: `<id>: <what>`. */
  readonly notes: readonly string[];
  /** The plugin ended although nobody asked it to. */
  readonly exits: readonly UnexpectedExit[];
  readonly end: RunEnd;
}

/** How and with which last words the plugin ended. */
export type UnexpectedExit = Extract<RunEvent, {type: 'target:exit'}>;

/** Reads the stream to its end, calling `onEvent` on the way; null when the run never began. */
export async function collect(
  events: AsyncIterable<RunEvent>,
  onEvent: (event: RunEvent) => void = () => {},
): Promise<CollectedRun | null> {
  let start: Extract<RunEvent, {type: 'run:start'}> | null = null;
  let plugin = {name: '', implements: [] as readonly string[]};
  let end: RunEnd | null = null;
  const results: CheckResult[] = [];
  const [warnings, notes]: [string[], string[]] = [[], []];
  const exits: UnexpectedExit[] = [];
  for await (const event of events) {
    onEvent(event);
    if (event.type === 'run:start') start = event;
    else if (event.type === 'target:ready') plugin = {name: event.name, implements: event.implements};
    else if (event.type === 'target:exit' && !event.expected) exits.push(event);
    else if (event.type === 'check:end') results.push(event.result);
    else if (event.type === 'warning') warnings.push(event.message);
    else if (event.type === 'note') notes.push(`${event.check}: ${event.message}`);
    else if (event.type === 'run:end') end = event;
  }
  if (start === null || end === null) return null;
  return {
    info: start.info,
    plan: start.plan,
    about: start.about ?? {},
    plugin,
    results,
    warnings,
    notes,
    exits,
    end,
  };
}
