import {ok} from '../raw-server.ts';
import {BROKEN_SERVERS} from './broken-servers.ts';
import {chunked, fine, first, H, type OddServer, row, says, saysAndCloses} from './odd-server.ts';

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
  ...BROKEN_SERVERS,
];
