import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import test from 'node:test';
import {requestHeaders} from '../../src/wire/request.ts';

const RECORDINGS = new URL('../../fixtures/recordings/', import.meta.url);

interface Recorded {
  readonly event: string;
  readonly verb: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyRaw?: string;
}

/** The requests of all recordings whose file begins with these words. */
function recorded(engine: string, prefix: string): readonly Recorded[] {
  const folder = new URL(`${engine}/`, RECORDINGS);
  return readdirSync(folder)
    .filter(name => name.startsWith(prefix))
    .flatMap(name => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
    .map(line => JSON.parse(line))
    .filter(event => event.event === 'request');
}

for (const [engine, host] of [
  ['20.10.24', ''],
  ['26.1.5', 'plugin.moby.localhost'],
] as const) {
  test(`A real dockerd ${engine} sent the same headers in the same order, also after redirects`, () => {
    const requests = recorded(engine, 'volume-create').filter(({headers}) =>
      headers.some(([name, value]) => name === 'Host' && value === host),
    );
    assert.ok(requests.length > 50, `only ${requests.length} recorded requests were found`);
    for (const {verb, headers, bodyRaw} of requests) {
      const own = requestHeaders({
        verb,
        host,
        bodyBytes: Buffer.byteLength(bodyRaw ?? ''),
        referer: headers.find(([name]) => name === 'Referer')?.[1],
        gzip: false,
      });
      assert.deepEqual(own, headers);
    }
  });
}
