import assert from 'node:assert/strict';
import test from 'node:test';
import {html} from '../../src/report/html/html.ts';
import {plainOptions, render} from './render.ts';
import {runs} from './runs.ts';

test('every run makes a page that asks for nothing from outside', async () => {
  for (const [name, events] of Object.entries(runs)) {
    const text = await render(html, events);
    assert.match(text, /^<!doctype html>[\s\S]*<\/html>\n$/, name);
    assert.match(text, /Content-Security-Policy" content="default-src &#39;none&#39;/);
    assert.doesNotMatch(
      text,
      /<(link|img|iframe|object|embed)\b|\ssrc=|url\(|@import|\sstyle=|\son\w+=/,
      name,
    );
  }
});

test('a run that never began leaves no page', async () => {
  assert.equal(await render(html, []), '');
});

test('--trace none keeps the calls out of the page', async () => {
  const none = await render(html, runs['many-calls'] ?? [], {options: {...plainOptions, trace: 'none'}});
  assert.doesNotMatch(none, /VolumeDriver\.Create/);
});
