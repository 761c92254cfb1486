import assert from 'node:assert/strict';
import test from 'node:test';
import {github} from '../../src/report/github.ts';
import {html} from '../../src/report/html/html.ts';
import {junit} from '../../src/report/junit.ts';
import {markdown} from '../../src/report/markdown.ts';
import {pretty} from '../../src/report/pretty/pretty.ts';
import {render} from './render.ts';
import {finding, result, runOf, runs} from './runs.ts';
import {matchesSnapshot} from './snapshot.ts';

const formats = [
  ['xml', junit],
  ['md', markdown],
  ['github.txt', github],
] as const;

for (const [name, events] of Object.entries(runs)) {
  for (const [ending, reporter] of formats) {
    test(`${ending} of the run "${name}" is as recorded`, async () => {
      await matchesSnapshot(`${name}.${ending}`, await render(reporter, events));
    });
  }
}

test('No text of the plugin can end a Markdown fence, open markup or name a user', async () => {
  const text = await render(markdown, runs['hostile'] ?? []);
  const outside = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
  assert.doesNotMatch(outside, /<script|<img|\]\(http/i);
  assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
});

test('A workflow command is one line, whatever the plugin says', async () => {
  const text = await render(github, runs['hostile'] ?? []);
  for (const line of text.trimEnd().split('\n'))
    assert.match(line, /^::(error|warning|notice) title=[^:]*::/);
});

test('Only ten annotations of a kind are made, the rest is counted', async () => {
  const many = Array.from({length: 14}, (_, index) => finding(`volume.get.x${index}`, 'failed'));
  const text = await render(github, runOf(many, {exitCode: 1}));
  assert.equal(text.match(/^::error title=volume/gm)?.length, 10);
  assert.match(text, /4 more findings are not annotated/);
});

test('A Markdown page stays below what job summaries take, and says what it left out', async () => {
  const long = Array.from({length: 40}, (_, index) =>
    finding(`volume.get.x${index}`, 'failed', {actual: 'y'.repeat(3000)}),
  );
  const text = await render(markdown, runOf(long, {exitCode: 1}));
  assert.ok(text.length < 65_000, `${text.length} characters`);
  assert.match(text, /more findings: see the other reports/);
});

for (const [name, reporter] of Object.entries({pretty, markdown, html})) {
  test(`A run in which nothing was judged is not called conformant: ${name}`, async () => {
    const rows = [
      result('network.delete-network.succeeds', 'not-applicable', {message: 'no network driver'}),
    ];
    const text = await render(reporter, runOf(rows, {exitCode: 0}));
    assert.match(text, /nothing was judged/i);
    assert.doesNotMatch(text, /conformant at level|✅/i);
  });
}
