import {existsSync} from 'node:fs';
import {type Browser, chromium} from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Why no browser can be had, fit to print as the reason of a skipped test; null when there is one. */
export function whyNoBrowser(): string | null {
  return executable() === undefined ? 'no Chromium is installed (apt-get install chromium)' : null;
}

function executable(): string | undefined {
  return [process.env['CHROMIUM'] ?? '', ...places].find(path => path !== '' && existsSync(path));
}

/** A headless Chromium; close it. Without its sandbox, which root may not use. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable() ?? '',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
