import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CheckResult} from '../core/events.ts';

/**
 * Writes the script that repeats a result when a report first asks for it. A folder that can't be written to is
 * no reason to fail a run: then there are no scripts.
 */
export function reproScripts(folder: string): (result: CheckResult) => string | undefined {
  const written = new Map<string, string | undefined>();
  return result => {
    if (!written.has(result.id)) written.set(result.id, writeScript(folder, result));
    return written.get(result.id);
  };
}

function writeScript(folder: string, {id, repro}: CheckResult): string | undefined {
  if (repro === '') return undefined;
  const path = join(folder, `${id.replace(/[^\w.-]/g, '_')}.sh`);
  try {
    mkdirSync(folder, {recursive: true});
    writeFileSync(path, repro, {mode: 0o755});
    return path;
  } catch {
    return undefined;
  }
}
