import {decodeFirst} from './decode.ts';

/** Any Go release reads plain JSON alike. */
const GO = 24;

/**
 * The first JSON value of a text as Go decodes it into an empty interface, keys as they came; undefined where there
 * is none. For judging a reply whose parts have types that dockerd could not use.
 */
export function firstValue(text: string): unknown {
  const decoded = decodeFirst(new TextEncoder().encode(text), {kind: 'any'}, {go: GO});
  return decoded.ok ? decoded.value : undefined;
}

/** A member by its name without regard to case, as Go matches keys; the last one counts. Undefined: there is none. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(value).findLast(([key]) => key.toLowerCase() === wanted)?.[1];
}
