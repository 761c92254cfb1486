import type {RunEvent} from '../core/events.ts';
import {isHarmless, redact} from '../wire/redact.ts';

/** The stream with secrets hidden in every string, so that no report, old or new, can leak one. */
export async function* redacted(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  for await (const event of events) yield redactStrings(event);
}

/** Any plain value with secrets hidden in its strings. */
export function redactStrings<Value>(value: Value): Value {
  return redactValue(value) as Value; // strings stay strings and every other shape is kept
}

/** Records never change, and every one comes twice: by itself and as evidence of its check. */
const doneBefore = new WeakMap<object, object>();

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.isFrozen(value) ? redactRecord(value) : redactMembers(value);
}

/** Most hold nothing to hide: one look at all of a record's text is cheaper than a copy of it. */
function redactRecord(record: object): object {
  const before = doneBefore.get(record);
  if (before !== undefined) return before;
  const shown = isHarmless(JSON.stringify(record)) ? record : redactMembers(record);
  doneBefore.set(record, shown);
  return shown;
}

function redactMembers(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item)]));
}
