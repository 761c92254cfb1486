import assert from 'node:assert/strict';
import test from 'node:test';
import {ResponseReader} from '../../src/wire/response.ts';

const RULES = {verb: 'POST', go: 26, maxBodyBytes: 1 << 20, until: 'end', isPackable: false} as const;
const H = 'HTTP/1.1 200 OK\r\n';

/** Answers of every framing, good and bad; those that end with the connection say so by the second member. */
const ANSWERS: readonly [string, boolean][] = [
  [`${H}Content-Length: 9\r\nX-A:  b \r\n\r\n{"a":"b"}`, false],
  [`${H}Transfer-Encoding: chunked\r\n\r\n2;x\r\n{"\r\n7\r\na":"b"}\r\n0\r\nT: u\r\n\r\n`, false],
  [`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nL: x\r\n\r\n${H}Content-Length: 2\r\n\r\n{}`, false],
  ['HTTP/1.1 204 No Content\r\n\r\n', false],
  [`${H}X: folded\r\n  on\r\n\tand on\r\nContent-Length: 0\r\n\r\n`, false],
  ['HTTP/1.0 500 Oh no\nServer: x\n\nsome text', true],
  [`${H}Content-Length: 20\r\n\r\n{"a`, true],
  [`${H}Bad\x01Name: x\r\n\r\n`, false],
  [`${H}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, false],
  ['hello there\r\n', false],
  [`${H}Content-Le`, true],
];

function read(pieces: readonly Buffer[], ends: boolean) {
  const reader = new ResponseReader(RULES);
  for (const piece of pieces) reader.push(piece);
  if (ends) reader.end();
  const {head, failure, done, complete, reusable} = reader;
  return {head, failure, done, complete, reusable, body: reader.body.toString()};
}

for (const [answer, ends] of ANSWERS) {
  test(`Wherever the network cuts it, an answer reads the same: ${JSON.stringify(answer.slice(0, 50))}`, () => {
    const bytes = Buffer.from(answer, 'latin1');
    const whole = read([bytes], ends);
    assert.equal(whole.done, true);
    for (let cut = 1; cut < bytes.length; cut++) {
      assert.deepEqual(read([bytes.subarray(0, cut), bytes.subarray(cut)], ends), whole, `cut at ${cut}`);
    }
    const single = Array.from(bytes, byte => Buffer.of(byte));
    assert.deepEqual(read(single, ends), whole);
  });
}
