import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import test from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import {json} from '../../src/report/json.ts';
import {plainOptions, render} from './render.ts';
import {runs} from './runs.ts';

const schema = JSON.parse(
  await readFile(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({strict: false}).compile(schema);

for (const [name, events] of Object.entries(runs)) {
  test(`the report file of the run "${name}" is valid against its schema`, async () => {
    const text = await render(json, events);
    const isValid = validate(JSON.parse(text));
    assert.ok(isValid, JSON.stringify(validate.errors));
    assert.equal(JSON.parse(text).results.length, events.filter(event => event.type === 'check:end').length);
  });
}

test('--trace decides which exchanges the report file holds', async () => {
  const count = async (trace: 'none' | 'failed') => {
    const report = JSON.parse(
      await render(json, runs['many-calls'] ?? [], {options: {...plainOptions, trace}}),
    );
    return report.results[0].exchanges.length;
  };
  assert.equal(await count('none'), 0);
  assert.equal(await count('failed'), 30);
});
