// Makes a fresh clone ready: installs what package-lock.json names, then builds dist/ when its sources changed.
// Plain Node, since nothing is installed yet when it starts. `--build-only` is npm's own `prepare` step.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const buildInputs = [
  'src',
  'suites',
  'schemas',
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const stamp = join(root, 'node_modules/.cache/plugtest/build');

/** npm writes its own copy of the lock file at the end of an install. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/**
 * Every file below a path, in a stable order, without what the build itself writes.
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path).filter(name => name !== 'generated');
  return entries.sort().flatMap(name => filesBelow(join(path, name)));
}

/** Contents, not times: git gives every file of a checkout a new time. */
function hashOfInputs() {
  const hash = createHash('sha256');
  for (const file of buildInputs.flatMap(input => filesBelow(join(root, input)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  // To stderr: `npm start` may be piped, and its stdout belongs to the report.
  const {status, error} = spawnSync(command, args, {cwd: root, stdio: ['ignore', 2, 2]});
  if (status === 0) return;
  console.error(
    `setup: \`${[command, ...args].join(' ')}\` ${error ? error.message : `ended with ${status}`}`,
  );
  process.exit(status || 1);
}

function build() {
  const hash = hashOfInputs();
  const isMade = ['dist/src', 'src/schema/generated'].every(folder => existsSync(join(root, folder)));
  if (isMade && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(join(root, 'dist'), {recursive: true, force: true});
  run('npm', ['run', '--silent', 'generate']);
  run('npx', ['--no-install', 'tsc', '-p', 'tsconfig.build.json']);
  run(process.execPath, ['scripts/bundle.js']);
  mkdirSync(dirname(stamp), {recursive: true});
  writeFileSync(stamp, hash);
}

const [major] = process.versions.node.split('.');
if (Number(major) < 20) {
  console.error(`plugtest needs Node 20 or newer; this is ${process.version}`);
  process.exit(1);
}
if (!process.argv.includes('--build-only') && !isInstalled()) {
  run('npm', ['ci', '--ignore-scripts', '--no-progress']);
}
build();
