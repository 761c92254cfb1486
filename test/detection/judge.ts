import assert from 'node:assert/strict';
import test from 'node:test';
import {noNamespaces} from '../helpers/namespaces.ts';
import {missedBy, surplusOf} from './rows.ts';
import {tableOf} from './table.ts';

/** Tests of one area's table; the areas are files of their own so that they run side by side. */
export async function judgeArea(area: string): Promise<void> {
  const table = await tableOf(area);

  test(`The good ${area} plugin passes everything`, t => {
    for (const surprise of table.surprises) t.diagnostic(`failed at the first try: ${surprise}`);
    assert.deepEqual(table.good.violated, []);
    assert.equal(table.good.exitCode, 0);
  });
  if (area === 'network' && noNamespaces)
    test('Faults that show with real interfaces only are caught', {skip: noNamespaces}, () => {});
  for (const fault of table.faults) {
    test(`Fault ${fault.name} is caught by the checks that it names`, t => {
      assert.notEqual(fault.catches.length, 0, 'a fault must name the checks that catch it');
      t.diagnostic(`objections: ${fault.violated.join(', ')}`);
      assert.deepEqual({missed: missedBy(fault), surplus: surplusOf(area, fault)}, {missed: [], surplus: []});
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
    assert.deepEqual(
      table.ids.filter(id => !caught.has(id)),
      [],
    );
  });
}
