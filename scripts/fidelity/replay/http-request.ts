/** A request as it came over the wire. */
export interface RawRequest {
  readonly verb: string;
  readonly path: string;
  readonly http: string;
  /** Order, spelling and repetition kept. */
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyRaw: string;
}

/** Takes one complete request off the front of `bytes`; null when it is not there yet. */
export function takeRequest(bytes: Buffer): {readonly request: RawRequest; readonly rest: Buffer} | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [start = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const [verb = '', path = '', http = ''] = start.split(' ');
  const headers = lines.map(parseHeader);
  const from = headEnd + 4;
  const body = /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '')
    ? takeChunks(bytes, from)
    : takeLength(bytes, from, Number(headerValue(headers, 'content-length') ?? 0));
  if (!body) return null;
  const request = {verb, path, http, headers, bodyRaw: body.data.toString('utf8')};
  return {request, rest: bytes.subarray(body.end)};
}

function parseHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function headerValue(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

interface Taken {
  readonly data: Buffer;
  readonly end: number;
}

function takeLength(bytes: Buffer, from: number, length: number): Taken | null {
  const end = from + length;
  return bytes.length < end ? null : {data: bytes.subarray(from, end), end};
}

function takeChunks(bytes: Buffer, from: number): Taken | null {
  const parts: Buffer[] = [];
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return {data: Buffer.concat(parts), end: next};
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
