import {decodeFirst} from './decode.ts';

/** Any Go release reads plain JSON alike. */
const GO = 24;

/** Rules read the same body one after the other. */
let latest: {readonly text: string; readonly value: unknown} = {text: '', value: undefined};

/**
 * The first JSON value of a text as Go decodes it into an empty interface, keys as they came; undefined where there
 * is none. For judging a reply whose parts have types that dockerd could not use.
 */
export function firstValue(text: string): unknown {
  if (latest.text !== text) {
    const decoded = decodeFirst(Buffer.from(text), {kind: 'any'}, {go: GO});
    latest = {text, value: decoded.ok ? decoded.value : undefined};
  }
  return latest.value;
}

/** A member by its name without regard to case, as Go matches keys; the last one counts. Undefined: there is none. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(value).findLast(([key]) => key.toLowerCase() === wanted)?.[1];
}
