import type {Address} from './address.ts';
import {fromBody} from './body.ts';
import type {Body, Exchange, Header} from './exchange.ts';

/** Headers that curl would add by itself. */
const CURL_OWN = ['Host', 'User-Agent', 'Accept', 'Content-Type', 'Expect'];
/** Moves a cursor, turns the reading direction or can't be seen; with the surrogates, which a script had better not hold. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** What may stand in a script as it is; everything else travels as base64. */
const isPlain = (text: string): boolean => text.replace(/[\n\t]/g, '').search(UNSEEN) < 0;
/** Longest answer that a comment shows. */
const SHOWN = 2000;

/** A sh script that repeats requests with curl, byte for byte as far as curl lets; the answers seen stand in comments. */
export function toScript(exchanges: readonly Exchange[], address: Address): string {
  const parts = exchanges.map(exchange => repeat(exchange, address));
  return `#!/bin/sh\n# Repeats what plugtest sent; needs curl${parts.some(usesBase64) ? ' and base64' : ''}.\nset -u\n\n${parts.join('\n')}`;
}

function usesBase64(part: string): boolean {
  return part.includes('| base64 -d |');
}

function repeat(exchange: Exchange, address: Address): string {
  const {request} = exchange;
  const source = bodySource(request.body);
  const words = [
    'curl -sS -i --globoff --path-as-is --http1.1',
    ...reach(address),
    `-X ${shellQuote(request.verb)}`,
    ...headerWords(request.headers),
    ...(source === null && !hasLength(request.headers) ? [] : ['--data-binary @-']),
    shellQuote(urlOf(request.path, address)),
  ];
  const cut = request.body.truncated ? '# The body was longer; only its start was kept.\n' : '';
  const input = source ?? (hasLength(request.headers) ? "printf ''" : null);
  const command = words.join(' \\\n  ');
  return `# ${exchange.id}. ${printable(exchange.method)}\n${cut}${input === null ? '' : `${input} | `}${command}\necho\n${answer(exchange)}`;
}

/** The command that writes the body; null without one. */
function bodySource(body: Body): string | null {
  if (body.bytes === 0) return null;
  if (body.encoding === 'utf8' && isPlain(body.text)) return `printf '%s' ${shellQuote(body.text)}`;
  return `printf '%s' ${shellQuote(fromBody(body).toString('base64'))} | base64 -d`;
}

function reach(address: Address): readonly string[] {
  if (address.kind === 'unix') return [`--unix-socket ${shellQuote(address.path)}`];
  if (address.kind === 'tcp') return [];
  const {verify, caFile, certFile, keyFile} = address.tls;
  return [
    ...(verify ? [] : ['--insecure']),
    ...(verify && caFile !== undefined ? [`--cacert ${shellQuote(caFile)}`] : []),
    ...(certFile === undefined ? [] : [`--cert ${shellQuote(certFile)}`]),
    ...(keyFile === undefined ? [] : [`--key ${shellQuote(keyFile)}`]),
  ];
}

/** Every header as sent; an empty one ends in `;`, and what curl would add is taken away. Content-Length is curl's to count. */
function headerWords(headers: readonly Header[]): readonly string[] {
  const sent = new Set(headers.map(([name]) => name.toLowerCase()));
  const own = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  return [
    ...own.map(([name, value]) => `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...CURL_OWN.filter(name => !sent.has(name.toLowerCase())).map(name => `-H '${name}:'`),
  ];
}

function hasLength(headers: readonly Header[]): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'content-length');
}

function urlOf(path: string, address: Address): string {
  if (address.kind === 'unix') return `http://localhost${path}`;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `${address.kind === 'tls' ? 'https' : 'http'}://${host}:${address.port}${path}`;
}

/**
 * One word for sh, whatever is in it. What can't be seen is written in octal, so that looking at a script does no harm. A NUL cannot
 * be in any word, so it is left out.
 */
export function shellQuote(word: string): string {
  const text = word.replaceAll('\0', '');
  if (isPlain(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const octal = [...Buffer.from(text)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`);
  return `"$(printf '${octal.join('')}')"`;
}

function answer(exchange: Exchange): string {
  const {response, error} = exchange;
  const lines: string[] = [];
  if (response !== null) {
    lines.push(`answered: HTTP/${response.httpVersion} ${response.status} ${response.reason}`);
    lines.push(...shownHeaders(response.headers));
    if (response.body.bytes > 0) lines.push(`  ${response.body.text.slice(0, SHOWN)}`);
  }
  if (error !== null) lines.push(`failed (${error.kind}): ${error.text}`);
  return lines.map(line => `# ${printable(line)}\n`).join('');
}

function shownHeaders(headers: readonly Header[]): readonly string[] {
  let room = SHOWN;
  return headers
    .map(([name, value]) => `  ${name}: ${value}`)
    .filter(line => {
      room -= line.length;
      return room >= 0;
    });
}

/** On one line, with everything that could move a cursor, end a comment or turn the reading direction written as an escape. */
function printable(text: string): string {
  return text.replace(UNSEEN, rune =>
    rune === '\n' ? '\\n' : `\\u${(rune.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
