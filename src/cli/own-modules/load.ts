import {createRequire, register} from 'node:module';
import {extname, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {UsageError} from '../../util/errors.ts';
import {readTextFile} from '../user-files.ts';

/** True for words that name a file of the user instead of something built in. */
export function isModulePath(word: string): boolean {
  return /^\.{0,2}\//.test(word) || /\.[cm]?[jt]s$/.test(word);
}

/** Loads a module of the user; `plugtest/authoring` in it means this plugtest, installed next to it or not. */
export async function loadOwnModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  const file = resolve(path);
  readTextFile(path, 'a JavaScript or TypeScript file'); // says what is wrong better than Node's loader
  resolveOurselves();
  try {
    return await imported(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`"${path}" can't be loaded: ${why}`, {cause: error});
  }
}

async function imported(file: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(file).href;
  try {
    return await import(url);
  } catch (error) {
    if (!isUnreadableTypeScript(error)) throw error;
    await loadTsx(file);
    // Node remembers that it failed under the plain URL
    return await import(`${url}?tsx`);
  }
}

let isRegistered = false;

function resolveOurselves(): void {
  if (isRegistered) return;
  isRegistered = true;
  // from the sources as from dist/, where the ending differs
  const own = extname(import.meta.url);
  const authoring = new URL(`../../authoring${own}`, import.meta.url).href;
  register(new URL('./resolve-hook.js', import.meta.url), {data: {authoring}});
}

function isUnreadableTypeScript(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
}

/** Node strips types from 22.18 on; before, tsx does where the user has it. */
async function loadTsx(file: string): Promise<void> {
  try {
    await import(pathToFileURL(createRequire(file).resolve('tsx')).href);
  } catch (error) {
    const ways = 'use Node 22.18 or newer, install tsx next to it, or compile it to JavaScript';
    throw new UsageError(
      `Node ${process.version} reads no TypeScript, so "${file}" can't be loaded: ${ways}`,
      {cause: error},
    );
  }
}
