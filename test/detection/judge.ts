import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import test from 'node:test';
import {listChecks} from '../../src/run.ts';
import {markdownOf} from './markdown.ts';
import {type AreaTable, isNear, tableOf} from './table.ts';

const page = new URL('../../docs/detection.md', import.meta.url);

/** Tests of one area's table; the areas are files of their own so that they run side by side. */
export async function judgeArea(area: string): Promise<void> {
  const table = await tableOf(area);

  test(`The good ${area} plugin passes everything`, () => {
    assert.deepEqual(table.good.violated, []);
    assert.equal(table.good.exitCode, 0);
  });
  for (const fault of table.faults) {
    test(`Fault ${fault.name} is caught by the checks that it names, and by no others of its area`, () => {
      assert.notEqual(fault.catches.length, 0, 'a fault must name the checks that catch it');
      assert.deepEqual(
        fault.violated.filter(id => isNear(area, id)),
        [...fault.catches].filter(id => isNear(area, id)).sort(),
      );
      assert.deepEqual(
        fault.catches.filter(id => !fault.violated.includes(id)),
        [],
      );
    });
  }
  for (const variant of table.variants) {
    test(`Variant ${variant.name} is odd but correct: no failure, no warning but those it names`, () => {
      assert.deepEqual(
        variant.violated.filter(id => !variant.mayWarn.includes(id)),
        [],
      );
      assert.equal(variant.exitCode, 0);
    });
  }
  test(`Every ${area} check is caught failing by at least one fault`, () => {
    const caught = new Set(table.faults.flatMap(fault => fault.violated));
    const ids = listChecks().map(({id}) => id);
    assert.deepEqual(
      ids.filter(id => id.startsWith(`${area}.`) && !caught.has(id)),
      [],
    );
  });
  test(`docs/detection.md tells the truth about ${area}`, () => comparePage(table));
}

/** The page holds a part per area between markers; UPDATE_DETECTION=1 writes it. */
function comparePage(table: AreaTable): void {
  const start = `<!-- ${table.area} -->\n`;
  const end = `<!-- end ${table.area} -->`;
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end);
  assert.ok(to >= from, `docs/detection.md lacks the markers of ${table.area}`);
  const now = markdownOf(table);
  if (process.env['UPDATE_DETECTION'] === '1')
    writeFileSync(page, text.slice(0, from) + now + text.slice(to));
  else
    assert.equal(
      text.slice(from, to),
      now,
      'run `UPDATE_DETECTION=1 npm test -- test/detection` and read the difference',
    );
}
