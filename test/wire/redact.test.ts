import assert from 'node:assert/strict';
import test from 'node:test';
import {redact} from '../../src/wire/redact.ts';

const ROWS: readonly [string, string][] = [
  ['tcp://me:hunter2@10.0.0.1:7000', 'tcp://me:***@10.0.0.1:7000'],
  ['{"Opts":{"password":"a\\"b","size":"1G"}}', '{"Opts":{"password":"***","size":"1G"}}'],
  ['{"s3_secret_access_key":"x","Token": "y"}', '{"s3_secret_access_key":"***","Token": "***"}'],
  ['{"body":"{\\"password\\":\\"x\\",\\"n\\":1}"}', '{"body":"{\\"password\\":\\"***\\",\\"n\\":1}"}'],
  ['{"password":"cut o', '{"password":"***'],
  ['--volume-opt password=abc --volume-opt size=1', '--volume-opt password=*** --volume-opt size=1'],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
  ['{"Name":"monkey","Mountpoint":"/x"}', '{"Name":"monkey","Mountpoint":"/x"}'],
];

for (const [text, expected] of ROWS) {
  test(`Redacted, ${JSON.stringify(text)} reads ${JSON.stringify(expected)}`, () => {
    assert.equal(redact(text), expected);
  });
}
