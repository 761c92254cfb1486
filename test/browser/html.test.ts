import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {after, before, describe} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {Browser, Page} from 'playwright-core';
import type {RunEvent} from '../../src/core/events.ts';
import {html} from '../../src/report/html/html.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plainOptions, render} from '../report/render.ts';
import {exchange, finding, result, runOf, runs} from '../report/runs.ts';
import {launchBrowser, whyNoBrowser} from './browser.ts';

describe('the HTML report in a browser', {skip: whyNoBrowser() ?? false}, () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  /** The page of a run, with everything that it complained about or asked for. */
  async function open(t: Parameters<typeof temporaryFolder>[0], events: readonly RunEvent[]) {
    const file = join(temporaryFolder(t), 'report.html');
    await writeFile(file, await render(html, events, {options: {...plainOptions, trace: 'all'}}));
    const page = await browser.newPage();
    t.after(() => page.close());
    const complaints: string[] = [];
    page.on('console', message => complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('dialog', dialog => complaints.push(`dialog ${dialog.message()}`));
    page.on('request', request => {
      if (!request.url().startsWith('file:')) complaints.push(`request ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return {page, complaints};
  }

  const shown = (page: Page) =>
    page.locator('.check:visible').evaluateAll(rows => rows.map(row => row.getAttribute('data-label')));

  test('chips and search leave the checks that fit, and say how many', async t => {
    const {page, complaints} = await open(t, runs['all-statuses'] ?? []);
    assert.equal((await shown(page)).length, 8);
    await page.locator('.chip[data-status=failed]').click();
    assert.deepEqual(await shown(page), ['volume.mount.first-unmount-keeps-others']);
    assert.equal(await page.locator('#shown').textContent(), '1 of 8 shown');
    await page.locator('.chip[data-status=failed]').click();
    await page.locator('#search').fill('status LIST');
    await page.locator('#shown', {hasText: '1 of 8'}).waitFor();
    assert.deepEqual(await shown(page), ['volume.get.status-is-object']);
    await page.locator('#search').fill('no such words');
    await page.locator('#nothing').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('an opened check shows its calls, a waterfall, and headers and bytes of each call', async t => {
    const {page, complaints} = await open(t, runs['all-statuses'] ?? []);
    const row = page.locator('.check').filter({hasText: 'first-unmount-keeps-others'}).first();
    await row.locator('summary').first().click();
    // what is inside comes with the next event, and count() does not wait
    await row.locator('.call').first().waitFor();
    assert.equal(await row.locator('.call').count(), 2);
    assert.equal(await row.locator('.lane i').count(), 4);
    await row.locator('.call summary').first().click();
    const wire = (await row.locator('.wire').textContent()) ?? '';
    assert.match(wire, /POST \/VolumeDriver\.Mount HTTP\/1\.1\s+Host: plugin\.moby\.localhost/);
    assert.match(wire, /\{"Mountpoint":"\/srv\/v"\}/);
    assert.deepEqual(complaints, []);
  });

  test('the curl script can be copied', async t => {
    const {page} = await open(t, runs['all-statuses'] ?? []);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const row = page.locator('.check.failed').first();
    await row.locator('summary').first().click();
    await row.locator('.script button.copy').click();
    await row.locator('.script button.copy', {hasText: 'copied'}).waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    assert.equal(copied, "curl --unix-socket ./sock -d '{}' http://d/VolumeDriver.Mount\n");
  });

  test('a link to a check opens it, and print opens all findings', async t => {
    const {page} = await open(t, runs['all-statuses'] ?? []);
    await page.evaluate("location.hash = '#volume.get.status-is-object'");
    await page.locator('.check.warned[open]').waitFor();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.locator('.check[open]').count(), 3);
  });

  test('nothing that a plugin sends is taken for markup or runs', async t => {
    const evil =
      '</script><script>alert(1)</script><img src=x onerror=alert(2)><!--"\'>]]>&lt;b&gt;javascript:alert(3)\u202e';
    const events = runOf(
      [
        finding('volume.get.evil', 'failed', {
          ...Object.fromEntries(
            ['title', 'message', 'expected', 'actual', 'consequence', 'fix', 'repro'].map(key => [key, evil]),
          ),
          source: [evil],
          pluginOutput: [evil],
          exchanges: [exchange(evil, evil, [200, evil]), exchange('VolumeDriver.Get', evil, [null, evil])],
        }),
      ],
      {exitCode: 1, aborted: evil},
    );
    const {page, complaints} = await open(t, events);
    await page.locator('#open-all').click();
    for (const call of await page.locator('.call summary').all()) await call.click();
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('script').count(), 4);
    const text = (await page.locator('.wire').first().textContent()) ?? '';
    assert.ok(text.includes('</script><script>alert(1)</script><img src=x onerror=alert(2)>'), text);
    assert.doesNotMatch((await page.locator('body').textContent()) ?? '', /\u202e/);
    assert.deepEqual(complaints, []);
  });

  test('ten thousand calls stay fluid: open, search and more take well below a second each', async t => {
    const many = (count: number, name: string) =>
      Array.from({length: count}, (_, index) =>
        exchange(`VolumeDriver.${name}`, `{"Name":"v${index}"}\n`, [200, '{"Err":""}\n']),
      );
    const rows = Array.from({length: 400}, (_, index) =>
      result(`volume.get.n${index}`, 'passed', {exchanges: many(20, 'Get')}),
    );
    const events = runOf([finding('volume.list.big', 'failed', {exchanges: many(2000, 'List')}), ...rows], {
      exitCode: 1,
    });
    const {page, complaints} = await open(t, events);
    const startedAt = performance.now();
    await page.locator('.check.failed summary').first().click();
    assert.equal(await page.locator('.call').count(), 300);
    await page.locator('.more').click();
    assert.equal(await page.locator('.call').count(), 600);
    await page.locator('#search').fill('n399');
    await page.locator('#shown', {hasText: '1 of 401'}).waitFor();
    const took = performance.now() - startedAt;
    // about 0.3 s on a quiet machine; the limit leaves room for a busy one
    assert.ok(took < 6000, `${Math.round(took)} ms`);
    assert.deepEqual(complaints, []);
  });

  test('on a phone nothing sticks out to the side, in the dark too', async t => {
    const {page} = await open(t, runs['hostile'] ?? []);
    await page.setViewportSize({width: 360, height: 640});
    await page.emulateMedia({colorScheme: 'dark'});
    await page.locator('#open-all').click();
    for (const call of await page.locator('.call summary').all()) await call.click();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    assert.equal(width, 360);
    const back = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    assert.equal(back, 'rgb(13, 17, 23)');
  });
});
