// @ts-check
// Touches the host's files for plugtest, in a process of its own: a path may hang whoever looks at it, and a thread that hangs in
// the kernel can neither be given up nor outlived by its process. Plain JavaScript, so that it starts at once.
import fs from 'node:fs';
import {dirname, join, normalize, sep} from 'node:path';

const {O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_TRUNC, O_NOFOLLOW, O_NONBLOCK} = fs.constants;
/** More than a mount table of a busy host; a plugin may put a terabyte where a proof was. */
const MOST_BYTES = 8 << 20;
const MOST_NAMES = 10_000;
/** No order has this number. */
const READY = 0;

/** @typedef {{id: number, act: string, root: string, path: string, data: string, over: boolean, file: FileId}} Order */
/** @typedef {{path: string, device: number, inode: number, folder: string | undefined}} FileId What was made, and the first folder made for it. */

/** @type {Record<string, (order: Order) => unknown>} */
const acts = {kind, list, read, write, remove};

/** An order on each line of the input, an answer on each line of the output; the first line says that it is ready. */
function work() {
  fs.writeFileSync(1, `${JSON.stringify({id: READY})}\n`);
  const buffer = Buffer.alloc(65_536);
  let text = Buffer.alloc(0);
  for (let got = fs.readSync(0, buffer); got > 0; got = fs.readSync(0, buffer)) {
    text = Buffer.concat([text, buffer.subarray(0, got)]);
    for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10)) {
      answer(JSON.parse(text.toString('utf8', 0, end)));
      text = text.subarray(end + 1);
    }
  }
}

/** @param {Order} order */
function answer(order) {
  fs.writeFileSync(1, `${JSON.stringify({id: order.id, ...outcome(order)})}\n`);
}

/** @param {Order} order */
function outcome(order) {
  try {
    return {value: acts[order.act]?.(order)};
  } catch (error) {
    return {error: error instanceof Error ? error.message : String(error)};
  }
}

/** @param {Order} order */
function kind({root}) {
  try {
    return fs.statSync(root).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const isMissing = /^(ENOENT|ENOTDIR|ENAMETOOLONG|ELOOP|ERR_INVALID_ARG_VALUE)$/.test(code);
    return isMissing ? 'missing' : 'unknown';
  }
}

/** @param {Order} order */
function list({root}) {
  const names = [];
  const folder = fs.opendirSync(root);
  try {
    for (let entry = folder.readSync(); entry && names.length < MOST_NAMES; entry = folder.readSync())
      names.push(entry.name);
  } finally {
    folder.closeSync();
  }
  return names;
}

/** @param {Order} order */
function read({root, path}) {
  return withFile(inside(root, path), O_RDONLY, contentOf);
}

/**
 * Makes the file, or with `over` writes over the one that is there. Gives what was made, or what the file holds that is in the way.
 * @param {Order} order
 */
function write({root, path, data, over}) {
  const target = inside(root, path);
  const isBelow = dirname(target) !== normalize(root);
  const folder = isBelow ? fs.mkdirSync(dirname(target), {recursive: true}) : undefined;
  if (over) return withFile(target, O_WRONLY | O_TRUNC, file => void fs.writeFileSync(file, data));
  try {
    return withFile(target, O_WRONLY | O_CREAT | O_EXCL, file => {
      fs.writeFileSync(file, data);
      const {dev, ino} = fs.fstatSync(file);
      return {made: {path: target, device: dev, inode: ino, folder}};
    });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    return {holds: withFile(target, O_RDONLY, contentOf)};
  }
}

/**
 * Removes a file that was made here, if it is still the same.
 * @param {Order} order
 */
function remove({file}) {
  const found = fs.lstatSync(file.path, {throwIfNoEntry: false});
  if (!found?.isFile() || found.ino !== file.inode || found.dev !== file.device) return;
  fs.unlinkSync(file.path);
  if (file.folder === undefined) return;
  for (let folder = dirname(file.path); folder.startsWith(file.folder); folder = dirname(folder))
    fs.rmdirSync(folder);
}

/**
 * @template Value
 * @param {string} path
 * @param {number} flags
 * @param {(file: number) => Value} use
 */
function withFile(path, flags, use) {
  const file = fs.openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o644);
  try {
    if (!fs.fstatSync(file).isFile()) throw new Error(`EINVAL: ${path} is not a regular file`);
    return use(file);
  } finally {
    fs.closeSync(file);
  }
}

/** @param {number} file */
function contentOf(file) {
  const buffer = Buffer.alloc(Math.min(MOST_BYTES + 1, 65_536));
  /** @type {Buffer[]} */
  const parts = [];
  let length = 0;
  for (let got = fs.readSync(file, buffer); got > 0; got = fs.readSync(file, buffer)) {
    length += got;
    if (length > MOST_BYTES) throw new Error(`EFBIG: the file is larger than ${MOST_BYTES} bytes`);
    parts.push(Buffer.from(buffer.subarray(0, got)));
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * The path below the root; refuses every symbolic link on the way.
 * @param {string} root
 * @param {string} path
 */
function inside(root, path) {
  let current = root;
  for (const part of normalize(`${sep}${path}`).split(sep).filter(Boolean)) {
    current = join(current, part);
    if (fs.lstatSync(current, {throwIfNoEntry: false})?.isSymbolicLink())
      throw new Error(`ELOOP: ${current} is a symbolic link; plugtest does not follow it`);
  }
  return current;
}

work();
