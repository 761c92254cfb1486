// Writes docs/checks anew: `npm run docs`. Pages of checks that are gone are removed.
import {mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkPages} from './docs/check-pages.ts';

const folder = join(import.meta.dirname, '../docs/checks');
const pages = await checkPages();
mkdirSync(folder, {recursive: true});
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
