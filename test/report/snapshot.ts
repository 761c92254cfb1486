import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';

/** Compares with the file of that name under snapshots; UPDATE_SNAPSHOTS=1 writes it instead. */
export async function matchesSnapshot(name: string, text: string): Promise<void> {
  const file = new URL(`snapshots/${name}`, import.meta.url);
  if (process.env['UPDATE_SNAPSHOTS']) await writeFile(file, text);
  assert.equal(text, await readFile(file, 'utf8'), `${name} changed; UPDATE_SNAPSHOTS=1 accepts it`);
}
