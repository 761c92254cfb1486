/** The parts of Go's `url.URL` that dockerd reads from a plugin's address. */
export interface GoUrl {
  /** Lower case; empty when the text has none. */
  readonly scheme: string;
  /** `host:port` without credentials; empty when the text has none. */
  readonly host: string;
  /** Unescaped. */
  readonly path: string;
  /** The rest of an address without slashes after its scheme: `8080` of `localhost:8080`. */
  readonly opaque: string;
  readonly hasCredentials: boolean;
}

/** A URL, or the text of Go's error without its `parse "…": ` head. */
export type GoUrlResult = {readonly url: GoUrl} | {readonly error: string};

class GoUrlError extends Error {}

/**
 * Parses as Go's `url.Parse` does (go1.24 net/url/url.go parse), which differs from `new URL`: no default scheme,
 * `10.0.0.1:80` is an error, `localhost:80` is a scheme with an opaque rest, a unix address may carry a host.
 */
export function parseGoUrl(text: string): GoUrlResult {
  try {
    return {url: parse(text)};
  } catch (error) {
    if (error instanceof GoUrlError) return {error: error.message};
    throw error;
  }
}

function parse(text: string): GoUrl {
  const [whole = ''] = text.split('#', 1);
  unescapePath(text.slice(whole.length));
  if (/[\x00-\x1f\x7f]/.test(whole)) throw new GoUrlError('net/url: invalid control character in URL');
  const {scheme, rest: afterScheme} = splitScheme(whole);
  const [rest = ''] = afterScheme.split('?', 1);
  const none = {scheme, host: '', path: '', opaque: '', hasCredentials: false};
  if (!rest.startsWith('/')) {
    if (scheme !== '') return {...none, opaque: rest};
    if (rest.split('/', 1)[0]?.includes(':')) {
      throw new GoUrlError('first path segment in URL cannot contain colon');
    }
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return {...none, path: unescapePath(rest)};
  }
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  return {...none, ...parseAuthority(authority), path: unescapePath(path)};
}

function splitScheme(text: string): {scheme: string; rest: string} {
  if (text.startsWith(':')) throw new GoUrlError('missing protocol scheme');
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text);
  const scheme = match?.[1];
  return scheme === undefined
    ? {scheme: '', rest: text}
    : {scheme: scheme.toLowerCase(), rest: text.slice(scheme.length + 1)};
}

function parseAuthority(authority: string): {host: string; hasCredentials: boolean} {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1));
  if (at < 0) return {host, hasCredentials: false};
  if (!/^[\w.~!$&'()*+,;=:%@-]*$/.test(authority.slice(0, at))) {
    throw new GoUrlError('net/url: invalid userinfo');
  }
  return {host, hasCredentials: true};
}

function parseHost(host: string): string {
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    if (close < 0) throw new GoUrlError("missing ']' in host");
    assertPort(host.slice(close + 1));
    return host.replace(/%25/g, '%');
  }
  const colon = host.lastIndexOf(':');
  if (colon >= 0) assertPort(host.slice(colon));
  const bad = /[\x00-\x20"#%/<>?@\\^`{|}]/.exec(host.replace(/%[89a-fA-F][0-9a-fA-F]/g, ''))?.[0];
  if (bad === '%') throw new GoUrlError(`invalid URL escape "${host.slice(host.indexOf('%')).slice(0, 3)}"`);
  if (bad !== undefined && bad !== '"' && bad !== '<' && bad !== '>') {
    throw new GoUrlError(`invalid character ${JSON.stringify(bad)} in host name`);
  }
  return percentDecode(host);
}

function assertPort(text: string): void {
  if (!/^(:\d*)?$/.test(text)) throw new GoUrlError(`invalid port ${JSON.stringify(text)} after host`);
}

function unescapePath(text: string): string {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text)?.[0];
  if (bad !== undefined) throw new GoUrlError(`invalid URL escape ${JSON.stringify(bad)}`);
  return percentDecode(text);
}

function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, run =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
