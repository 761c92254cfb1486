import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {checkPages} from '../../scripts/docs/check-pages.ts';

const folder = 'docs/checks';

test('docs/checks says what the checks say; `npm run docs` writes it anew', async () => {
  const pages = await checkPages();
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const differing = [...pages].filter(
    ([name, text]) => !files.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  );
  assert.deepEqual(
    [...differing.map(([name]) => name), ...files.filter(name => !pages.has(name))],
    [],
    'run `npm run docs` and commit docs/checks',
  );
});
