import type {ApiRequest} from '../../src/authoring.ts';

/** Longest body that is shown as it is. */
const SHOWN_BODY = 2500;

/** A curl command that sends dockerd exactly this request. */
export function repeatCommand({method, target, headers = [], body, chunked}: ApiRequest): string {
  const shownHeaders = headers.filter(
    ([name]) => !/^(user-agent|content-length|connection|upgrade)$/i.test(name),
  );
  const flags = [
    ...shownHeaders.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(chunked ? ["-H 'Transfer-Encoding: chunked'"] : []),
    ...(body === undefined ? [] : [`--data-binary ${typeof body === 'string' ? data(body) : bytes(body)}`]),
  ];
  return `curl --unix-socket /var/run/docker.sock -X ${method} --request-target ${quoted(target)} ${flags.join(' ')} http://docker/`;
}

/** What is no text is written by the shell. */
function bytes(body: Uint8Array): string {
  const escaped = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;
  const isPlain = (byte: number) =>
    byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCharCode(byte));
  const shown = [...body.slice(0, SHOWN_BODY)].map(byte =>
    isPlain(byte) ? String.fromCharCode(byte) : escaped(byte),
  );
  return `@<(printf '${shown.join('')}')`;
}

/** Padding is made by the shell: nobody reads a megabyte. */
function data(body: string): string {
  const text = body.trimEnd();
  const padding = /( {1000,}|z{1000,})/.exec(text)?.[0];
  if (padding !== undefined) {
    const [before = '', ...after] = text.split(padding);
    const filled = `$(head -c ${padding.length} /dev/zero | tr '\\0' ${quoted(padding[0] ?? ' ')})`;
    return `@<(printf '%s' ${quoted(before)}"${filled}"${quoted(after.join(padding))})`;
  }
  return quoted(text.length > SHOWN_BODY ? `${text.slice(0, SHOWN_BODY)}…` : text);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
