import {connect} from 'node:net';
import type {ApiRequest} from '../../src/authoring.ts';

/** What dockerd answered to the bytes of a request. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request to dockerd's socket exactly as it is written. */
export function sendToDockerd(root: string, request: ApiRequest): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(`${root}/run/docker.sock`);
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', data => {
      text += data;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(read(text)));
    socket.end(bytesOf(request));
  });
}

/** The request as it goes over the wire. */
export function bytesOf({method, target, headers = [], body, chunked = false}: ApiRequest): Buffer {
  const content = Buffer.from(body ?? '');
  const length = chunked ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(content.length)];
  const own = headers.filter(([name]) => !/^(content-length|connection)$/i.test(name));
  const lines = [['Host', 'docker'], ['Connection', 'close'], length, ...own].map(pair => pair.join(': '));
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  if (!chunked) return Buffer.concat([head, content]);
  const size = Buffer.from(`${content.length.toString(16)}\r\n`);
  return Buffer.concat([head, size, content, Buffer.from('\r\n0\r\n\r\n')]);
}

function read(text: string): ApiAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const raw = rest.join('\r\n\r\n');
  const body = /transfer-encoding: chunked/i.test(head) ? raw.replace(/(?:^|\r\n)[0-9a-f]+\r\n/g, '') : raw;
  return {status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), body};
}
