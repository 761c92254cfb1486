/** A request target as Go's server and router read it. */
export interface Target {
  /** Decoded, with the version: `/v1.45/containers/json`. */
  readonly path: string;
  /** Between `/v` and the next slash; null without a version. */
  readonly version: string | null;
  /** Decoded, after the version: `/containers/json`. */
  readonly route: string;
  /** After the question mark, undecoded. */
  readonly query: string;
}

/** Reads a request target (Go net/url ParseRequestURI); null where Go's server answers 400. */
export function readTarget(text: string): Target | null {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i.exec(text)?.[0] ?? '';
  const rest = text.slice(absolute.length);
  if (absolute === '' && !rest.startsWith('/')) return null;
  const mark = rest.indexOf('?');
  const path = percentDecoded(mark < 0 ? rest : rest.slice(0, mark));
  if (path === null) return null;
  const versioned = /^\/v([0-9.]+)(\/.*)$/s.exec(path);
  return {
    path,
    version: versioned?.[1] ?? null,
    route: versioned?.[2] ?? path,
    query: mark < 0 ? '' : rest.slice(mark + 1),
  };
}

/** Go's cleanPath leaves it as it is: otherwise the router answers 301 and nothing is executed (gorilla/mux ServeHTTP). */
export function isClean(path: string): boolean {
  return path.startsWith('/') && !/\/\/|\/\.{1,2}(?:\/|$)/.test(path);
}

/** Bytes are kept as they are, broken UTF-8 too. */
function percentDecoded(text: string): string | null {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return null;
  const bytes = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /%/.test(text) ? Buffer.from(bytes, 'latin1').toString('utf8') : text;
}
