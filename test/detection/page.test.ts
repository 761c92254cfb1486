import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import test from 'node:test';
import {loadFaults, loadVariants} from '../../fixtures/good/faults.js';
import {listChecks} from '../../src/run.ts';
import {markdownOf} from './markdown.ts';

const page = new URL('../../docs/detection.md', import.meta.url);

/** Areas whose tables are tried here. */
const areas = readdirSync(new URL('.', import.meta.url))
  .filter(file => file.endsWith('.test.ts') && file !== 'page.test.ts')
  .map(file => file.slice(0, -'.test.ts'.length));

const faults = await loadFaults();
const variants = await loadVariants();

for (const area of areas) {
  test(`docs/detection.md says of ${area} what its faults and variants say of themselves`, () => {
    const start = `<!-- ${area} -->\n`;
    const end = `<!-- end ${area} -->`;
    const text = readFileSync(page, 'utf8');
    const from = text.indexOf(start) + start.length;
    const to = text.indexOf(end);
    assert.ok(to >= from, `docs/detection.md lacks the markers of ${area}`);
    const now = markdownOf({
      area,
      ids: listChecks().flatMap(({id}) => (id.startsWith(`${area}.`) ? [id] : [])),
      faults: faults.filter(fault => fault.interface === area),
      variants: variants.filter(variant => variant.interface === area),
    });
    if (process.env['UPDATE_DETECTION'] === '1')
      writeFileSync(page, text.slice(0, from) + now + text.slice(to));
    else assert.equal(text.slice(from, to), now, 'run `UPDATE_DETECTION=1 npm test -- test/detection/page`');
  });
}
