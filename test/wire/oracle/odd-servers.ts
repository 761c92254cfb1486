import type {Behaviour, Incoming} from '../raw-server.ts';
import {ok} from '../raw-server.ts';

/** Writes an answer and leaves the connection open. */
const says =
  (...pieces: readonly string[]): Behaviour =>
  ({socket}) => {
    for (const piece of pieces) socket.write(piece, 'latin1');
  };

/** Writes an answer and closes. */
const saysAndCloses =
  (text: string): Behaviour =>
  ({socket}) =>
    socket.end(text, 'latin1');

/** The first request gets one answer, later ones another. */
const first =
  (then: Behaviour, later: Behaviour): Behaviour =>
  (incoming: Incoming) =>
    (incoming.number === 1 ? then : later)(incoming);

const fine = says(ok('{}\n'));
const H = 'HTTP/1.1 200 OK\r\n';
const chunked = `${H}Transfer-Encoding: chunked\r\n\r\n`;
const redirect = (status: number, location: string) =>
  says(`HTTP/1.1 ${status} X\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);

/** A server that does one odd thing. */
export interface OddServer {
  readonly what: string;
  readonly behave: Behaviour;
  /** http.Client.Timeout in milliseconds. */
  readonly clientTimeoutMs?: number;
  /** Deadline of a call in milliseconds (700). */
  readonly timeoutMs?: number;
}

const row = (what: string, behave: Behaviour): OddServer => ({what, behave});

/** What is compared with Go: request bytes, error text, status, body, number of connections over two calls. */
export const ODD_SERVERS: readonly OddServer[] = [
  row('a plain answer', fine),
  row('Connection: close', saysAndCloses(`${H}Connection: close\r\nContent-Length: 2\r\n\r\n{}`)),
  row(
    'Connection: close, left open',
    says(`${H}Connection: keep-alive, Close\r\nContent-Length: 2\r\n\r\n{}`),
  ),
  row('HTTP/1.0 until close', saysAndCloses('HTTP/1.0 200 OK\r\n\r\n{}')),
  row(
    'HTTP/1.0 with keep-alive',
    says('HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}'),
  ),
  row(
    'HTTP/1.0 with chunks',
    saysAndCloses('HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'),
  ),
  row('no length, closed', saysAndCloses(`${H}\r\n{}`)),
  row('no length, left open', says(`${H}\r\n{}`)),
  row('no length, not JSON yet, left open', says(`${H}\r\n{"a":`)),
  row('chunks', says(`${chunked}2\r\n{}\r\n0\r\n\r\n`)),
  row('chunks with extension and trailer', says(`${chunked}2;x=y\r\n{}\r\n0\r\nX-T: 1\r\n\r\n`)),
  row('chunks without the last one', says(`${chunked}2\r\n{}\r\n`)),
  row('chunks that break off', saysAndCloses(`${chunked}9\r\n{"a"`)),
  row('a bad chunk size', says(`${chunked}zz\r\n{}\r\n`)),
  row('no chunk size', says(`${chunked}\r\n{}\r\n`)),
  row('a chunk without its line end', says(`${chunked}3\r\n{"a":1}\r\n`)),
  row('a huge chunk size', says(`${chunked}11111111111111111\r\n{}\r\n`)),
  row('chunk lines with bare line feeds', says(`${chunked}2\n{}\r\n0\n\r\n`)),
  row(
    'an error in chunks',
    says('HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbad\r\n0\r\n\r\n'),
  ),
  row('an error without end', saysAndCloses('HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nbad')),
  row(
    'an error with a bad chunk',
    says('HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbad\r\nq\r\n\r\n'),
  ),
  row('a body that breaks off', saysAndCloses(`${H}Content-Length: 10\r\n\r\n{"a"`)),
  row('a length that is too large, value complete', says(`${H}Content-Length: 10\r\n\r\n{}`)),
  row('a length that is too small', says(`${H}Content-Length: 1\r\n\r\n12`)),
  row('bytes after the answer', says(`${ok('{}')}surplus`)),
  row('an answer to nobody', first(says(ok('{}') + ok('{}')), fine)),
  row('204', says('HTTP/1.1 204 No Content\r\n\r\n')),
  row('204 with a length', says('HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n')),
  row('304', says('HTTP/1.1 304 X\r\n\r\n')),
  row('404', says('HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope')),
  row('201', says('HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}')),
  row('101', says('HTTP/1.1 101 X\r\n\r\n')),
  row(
    '101 with upgrade, closed',
    saysAndCloses('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nabc'),
  ),
  row('100, then 200', says(`HTTP/1.1 100 Continue\r\n\r\n${ok('{}')}`)),
  row('five 1xx', says(`${'HTTP/1.1 103 X\r\nA: b\r\n\r\n'.repeat(5)}${ok('{}')}`)),
  row('six 1xx', says(`${'HTTP/1.1 103 X\r\nA: b\r\n\r\n'.repeat(6)}${ok('{}')}`)),
  row('closed without an answer', ({socket}) => socket.end()),
  row(
    'closed on reuse',
    first(fine, ({socket}) => socket.end()),
  ),
  row('closed in the status line', saysAndCloses('HTTP/1.1 20')),
  row('closed in the status line after the code', saysAndCloses('HTTP/1.1 200')),
  row('closed in the headers', saysAndCloses(`${H}Content-Le`)),
  row('closed after a header', saysAndCloses(`${H}Content-Length: 2\r\n`)),
  row('closed before the blank line', saysAndCloses(H)),
  row('one line feed', saysAndCloses('\n')),
  row('garbage, closed', saysAndCloses('hello')),
  row('garbage, left open', says('hello\n')),
  row('garbage that needs quoting', says('h\u00e9\x01 \x7f"\\\u00ff\tx\r\n\r\n')),
  row('garbage in UTF-8', says('h\u00c3\u00a9llo\u00e2\u0080\u00a8\u00ef\u00bb\u00bf\n')),
  row('an SSH banner', says('SSH-2.0-OpenSSH_9.2p1\r\n')),
  row('a TLS alert', says('\x15\x03\x01\x00\x02\x02\x46\n')),
  row('silence', () => {}),
  {what: 'silence with a client timeout', behave: () => {}, clientTimeoutMs: 100},
  {
    what: 'half a body with a client timeout',
    behave: says(`${H}Content-Length: 9\r\n\r\n{"a`),
    clientTimeoutMs: 100,
  },
  {
    what: 'half an error with a client timeout',
    behave: says('HTTP/1.1 500 X\r\nContent-Length: 9\r\n\r\nab'),
    clientTimeoutMs: 100,
  },
  row('half a body', says(`${H}Content-Length: 9\r\n\r\n{"a`)),
  row('half an error', says('HTTP/1.1 500 X\r\nContent-Length: 9\r\n\r\nab')),
  row('status of two digits', says('HTTP/1.1 20 OK\r\n\r\n')),
  row('status of letters', says('HTTP/1.1 2xx OK\r\n\r\n')),
  row('status below zero', says('HTTP/1.1 -10 OK\r\n\r\n')),
  row('status with a plus', says('HTTP/1.1 +20 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('status 000', says('HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('status 999', says('HTTP/1.1 999 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('two spaces before the status', says('HTTP/1.1  200 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('no reason', says('HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}')),
  row('HTTP/2.0', says('HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('HTTP/0.9', says('HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('HTTP/1.10', says('HTTP/1.10 200 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('http/1.1', says('http/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')),
  row('bare line feeds', says('HTTP/1.1 200 OK\nContent-Length: 2\n\n{}')),
  row('a header without colon', says(`${H}Content-Length 2\r\n\r\n{}`)),
  row('a header without colon, left open', says(`${H}oops\r\n`)),
  row('an empty header name', says(`${H}: x\r\nContent-Length: 2\r\n\r\n{}`)),
  row('a space before the colon', says(`${H}Content-Length : 2\r\n\r\n{}`)),
  row('a space in a header name', says(`${H}Bad Name: x\r\nContent-Length: 2\r\n\r\n{}`)),
  row('a letter beyond ASCII in a header name', says(`${H}N\u00e4me: x\r\nContent-Length: 2\r\n\r\n{}`)),
  row('a control character in a header value', says(`${H}X: a\x01b\r\nContent-Length: 2\r\n\r\n{}`)),
  row('bytes beyond ASCII in a header value', says(`${H}X: a\u00ffb\r\nContent-Length: 2\r\n\r\n{}`)),
  row('a header that begins with a space', says(`${H} X: a\r\nContent-Length: 2\r\n\r\n{}`)),
  row('a folded header', says(`${H}X: a\r\n  b\r\nContent-Length:\r\n 2\r\n\r\n{}`)),
  row('a carriage return within a header', says(`${H}X: a\rb\r\nContent-Length: 2\r\n\r\n{}`)),
  row('two equal lengths', says(`${H}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`)),
  row('two lengths', says(`${H}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} `)),
  row('a length of letters', says(`${H}Content-Length: two\r\n\r\n{}`)),
  row('a negative length', says(`${H}Content-Length: -1\r\n\r\n{}`)),
  row('a length with a plus', says(`${H}Content-Length: +2\r\n\r\n{}`)),
  row('an empty length', saysAndCloses(`${H}Content-Length: \r\n\r\n{}`)),
  row('a length beyond 63 bits', says(`${H}Content-Length: 99999999999999999999\r\n\r\n{}`)),
  row('a bad length with 204', says('HTTP/1.1 204 X\r\nContent-Length: two\r\n\r\n')),
  row(
    'length and chunks',
    says(`${H}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  ),
  row(
    'a bad length and chunks',
    says(`${H}Content-Length: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  ),
  row('Transfer-Encoding: identity', says(`${H}Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}`)),
  row(
    'Transfer-Encoding: gzip, chunked',
    says(`${H}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  ),
  row(
    'two transfer encodings',
    says(`${H}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  ),
  row('CHUNKED', says(`${H}Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n`)),
  row(
    'Content-Encoding: gzip, not asked for',
    says(`${H}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`),
  ),
  row('an empty body', says(`${H}Content-Length: 0\r\n\r\n`)),
  {what: 'a head without end', behave: says(H + 'X: y\r\n'.repeat(2_000_000)), timeoutMs: 20_000},
  {
    what: 'one header of eleven megabytes',
    behave: says(`${H}X: ${'y'.repeat(11 << 20)}\r\n\r\n`),
    timeoutMs: 20_000,
  },
  row('301', first(redirect(301, '/b'), fine)),
  row('302 with an absolute URL', first(redirect(302, 'http://plugin.moby.localhost/c?d=e'), fine)),
  row('303 to another host', first(redirect(303, 'http://other:80/c'), fine)),
  row('307', first(redirect(307, 'x/../y'), fine)),
  row('308 with spaces and a fragment', first(redirect(308, '/a b?c d#e'), fine)),
  row('301 without Location', says('HTTP/1.1 301 X\r\nContent-Length: 0\r\n\r\n')),
  row('301 to ftp', first(redirect(301, 'ftp://x/'), fine)),
  row('301 to a bad URL', first(redirect(301, 'http://[::1'), fine)),
  row('301 to a bad escape', first(redirect(301, '/%zz'), fine)),
  row('301 to nobody', first(redirect(301, 'http:///x'), fine)),
  row('301 to a query', first(redirect(301, '?a=b'), fine)),
  row('301 to the host of a scheme-less URL', first(redirect(301, '//h/x'), fine)),
  row('307 for ever', redirect(307, '/again')),
  row(
    'redirected, then closed',
    first(redirect(301, '/b'), ({socket}) => socket.end()),
  ),
  row(
    'redirected to a timeout',
    first(redirect(307, '/b'), () => {}),
  ),
];
