/** What Go's `syscall.Errno` prints on Linux for the errors that a socket can bring. */
const ERRNO_TEXT: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EAGAIN: 'resource temporarily unavailable',
  ECONNABORTED: 'software caused connection abort',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EHOSTUNREACH: 'no route to host',
  EINVAL: 'invalid argument',
  ELOOP: 'too many levels of symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'file name too long',
  ENETUNREACH: 'network is unreachable',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  ENOTSOCK: 'socket operation on non-socket',
  EPERM: 'operation not permitted',
  EPIPE: 'broken pipe',
  EPROTOTYPE: 'protocol wrong type for socket',
  ETIMEDOUT: 'connection timed out',
};

/** The text of a system error as Go prints it; an unknown code is printed as it is. */
export function errnoText(code: string): string {
  return ERRNO_TEXT[code] ?? code;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};
/** Longest text that is quoted: a plugin may send a line of megabytes. */
const QUOTE_LIMIT = 8192;

/** Go's `%q`: bytes that are not UTF-8 as `\xNN`, unprintable runes as `\uNNNN`. Cut after 8 KiB. */
export function quote(value: Uint8Array | string): string {
  const bytes = typeof value === 'string' ? Buffer.from(value) : Buffer.from(value);
  const cut = bytes.subarray(0, QUOTE_LIMIT);
  const text = cut.toString('utf8');
  return `"${text.includes('\uFFFD') ? quoteBytes(cut) : quoteText(text)}"${bytes.length > QUOTE_LIMIT ? '…' : ''}`;
}

function quoteText(text: string): string {
  return text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, quoteRune);
}

function quoteRune(rune: string): string {
  const known = ESCAPES[rune];
  if (known !== undefined) return known;
  const code = rune.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Takes the longest valid rune at each place; a byte that starts none is written as `\xNN`. */
function quoteBytes(bytes: Buffer): string {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const length = runeLength(bytes, at);
    out +=
      length === 0
        ? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`
        : quoteText(bytes.toString('utf8', at, at + length));
    at += length || 1;
  }
  return out;
}

function runeLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const text = bytes.toString('utf8', at, at + length);
  return text.includes('\uFFFD') && text !== '\uFFFD' ? 0 : text === '\uFFFD' && length !== 3 ? 0 : length;
}
