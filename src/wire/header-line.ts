import type {Header} from './exchange.ts';

/** Space or tab. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}

/** Go's textproto trim: spaces and tabs at both ends. */
export function trim(line: Buffer): Buffer {
  let from = 0;
  let to = line.length;
  while (from < to && isBlank(line[from])) from++;
  while (to > from && isBlank(line[to - 1])) to--;
  return from === 0 && to === line.length ? line : line.subarray(from, to);
}

/** A field name of Go: token characters; with a space in it, it is kept but never recognised. */
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/;
const BAD_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Null for what this release of Go refuses: 1.20 began to look at the letters, 1.23 to refuse an empty name. */
export function parseHeader(line: Buffer, go: number): Header | null {
  const text = line.toString('utf8');
  const colon = text.indexOf(':');
  const name = text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (go >= 20 && ((name !== '' && !FIELD_NAME.test(name)) || BAD_VALUE.test(value))) return null;
  if (go >= 23 && name === '') return null;
  return [name, value.replace(/^[ \t]+/, '')];
}

/** All values of a header, found without regard to case. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (const header of headers) {
    if (header[0].length === wanted.length && header[0].toLowerCase() === wanted) found.push(header[1]);
  }
  return found;
}
