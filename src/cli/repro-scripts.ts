import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {CheckResult} from '../core/events.ts';

/**
 * Writes the script that repeats a result when a report first asks for it. A folder that can't be written to is
 * no reason to fail a run: then there are no scripts.
 */
export function reproScripts(folder: string): (result: CheckResult) => string | undefined {
  const written = new Map<string, string | undefined>();
  return result => {
    const name = nameOf(result);
    if (!written.has(name)) written.set(name, writeScript(join(folder, name), result.repro));
    return written.get(name);
  };
}

function nameOf({id, engine}: CheckResult): string {
  const words = engine === undefined ? id : `${id}-${engine}`;
  return `${words.replace(/[^\w.-]/g, '_')}.sh`;
}

function writeScript(path: string, repro: string): string | undefined {
  if (repro === '') return undefined;
  try {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, repro, {mode: 0o755});
    return path;
  } catch {
    return undefined;
  }
}
