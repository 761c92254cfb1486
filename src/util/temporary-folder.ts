import {randomBytes} from 'node:crypto';
import {readdirSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pid} from 'node:process';

/** Makes a folder of its own; its name tells which process made it, should that be killed before it can remove it. */
export function makeTemporaryFolder(word: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `plugtest-${word}-${pid}-`));
}

/** A path of the same kind at which there is nothing yet. */
export function temporaryPath(word: string): string {
  return join(tmpdir(), `plugtest-${word}-${pid}-${randomBytes(4).toString('hex')}`);
}

/** What a process that is gone has left. */
export function temporaryFoldersOf(goneProcess: number): readonly string[] {
  const name = new RegExp(`^plugtest-[a-z]+-${goneProcess}-\\w+$`);
  try {
    return readdirSync(tmpdir())
      .filter(entry => name.test(entry))
      .map(entry => join(tmpdir(), entry));
  } catch {
    return [];
  }
}
