import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import type {Import, Source} from './helpers/sources.ts';
import {filesBelow, readSource} from './helpers/sources.ts';

/**
 * Who may import what. A folder may always import itself. `type:` allows types only; `node:` the modules of Node;
 * `packages` those of package.json. The longest matching path decides.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/util/': ['node:', 'packages'],
  'src/gojson/': ['src/util/', 'node:'],
  'src/schema/': ['src/gojson/', 'src/util/', 'node:', 'packages'],
  'src/wire/': ['src/gojson/', 'src/util/', 'node:', 'packages'],
  'src/core/': ['src/util/', 'type:src/wire/', 'type:src/daemon/', 'node:', 'packages'],
  'src/daemon/': ['src/wire/', 'src/schema/', 'src/gojson/', 'src/util/', 'node:'],
  'src/daemon/logging/': [
    'src/daemon/',
    'src/wire/',
    'src/schema/',
    'src/gojson/',
    'src/util/',
    'node:',
    'packages',
  ],
  'src/target/': [
    'src/daemon/discovery/',
    'type:src/daemon/networks/netns/',
    'src/wire/',
    'src/util/',
    'node:',
  ],
  'src/report/': ['type:src/core/', 'type:src/wire/', 'type:src/bench/', 'src/util/', 'node:', 'packages'],
  'src/authoring.ts': [
    'src/core/',
    'src/gojson/first-value.ts',
    'src/schema/reading.ts',
    'src/util/',
    'type:src/wire/',
    'type:src/daemon/',
    'type:src/schema/',
    'type:src/report/reporter.ts',
  ],
  'src/': ['src/', 'suites/', '!src/cli/', 'node:', 'packages'],
  'src/cli/': ['src/', 'suites/', 'node:', 'packages'],
  'suites/': ['src/authoring.ts'],
  'fixtures/': ['fixtures/', 'node:'],
  'fixtures/good/': ['node:'],
};

/** Modules that open sockets: only the wire may, so that every byte to a plugin is recorded. */
const socketModules = /^(node:)?(net|tls|http|https|http2|dgram)$|^undici$/;

const longestFile = 200;
const longestFunction = 60;
const mostParameters = 3;

const code = ['src', 'suites', 'fixtures']
  .flatMap(folder => filesBelow(folder, ['.ts', '.js']))
  .map(readSource);
const everything = [
  ...code,
  ...['test', 'scripts'].flatMap(folder => filesBelow(folder, ['.ts', '.js'])).map(readSource),
];
const ours = code.filter(source => !source.path.startsWith('fixtures/'));

test('Folders import only what the table allows', () => {
  assert.deepEqual(
    code.flatMap(source =>
      source.imports
        .filter(item => !isAllowed(source.path, item))
        .map(item => `${source.path} imports ${item.to}${item.isTypeOnly ? ' (types)' : ''}`),
    ),
    [],
  );
});

test('No file imports itself in a circle', () => {
  assert.deepEqual(cycles(code), []);
});

test('Only cli and target touch the process', () => {
  assert.deepEqual(usersOf('process', /^src\/(cli|target)\//), []);
});

test('Only report and cli write to stdout', () => {
  assert.deepEqual(usersOf('console', /^src\/(cli|report)\//), []);
});

test('Only the wire opens sockets', () => {
  const offenders = ours.filter(source => !source.path.startsWith('src/wire/'));
  assert.deepEqual(
    offenders.flatMap(({path, imports}) =>
      imports
        .filter(item => !item.isTypeOnly && socketModules.test(item.to))
        .map(item => `${path}: ${item.to}`),
    ),
    [],
  );
});

test(`No file is longer than ${longestFile} lines`, () => {
  const others = ['fixtures', '.ci', 'bin'].flatMap(folder =>
    filesBelow(folder, ['.go', '.py', '.sh', 'plugtest']),
  );
  const tooLong = everything.filter(source => source.lines > longestFile);
  assert.deepEqual(
    tooLong.map(({path, lines}) => `${path}: ${lines} lines`),
    [],
  );
  assert.deepEqual(
    others.filter(file => lineCount(file) > longestFile),
    [],
  );
});

test(`No function is longer than ${longestFunction} lines or takes more than ${mostParameters} parameters`, () => {
  assert.deepEqual(
    everything.flatMap(({path, functions}) =>
      functions
        .filter(shape => shape.lines > longestFunction || shape.parameters > mostParameters)
        .filter(shape => !path.startsWith('test/') || shape.parameters > mostParameters)
        .map(shape => `${path}:${shape.line}: ${shape.lines} lines, ${shape.parameters} parameters`),
    ),
    [],
  );
});

function isAllowed(path: string, item: Import): boolean {
  const folder = Object.keys(mayImport)
    .filter(key => path.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  if (folder === undefined) return false;
  const allowed = mayImport[folder] ?? [];
  if (!item.isOurs) return allowed.includes(item.to.startsWith('node:') ? 'node:' : 'packages');
  if (folder.endsWith('/') && folder !== 'src/' && item.to.startsWith(folder)) return true;
  if (allowed.some(rule => rule.startsWith('!') && item.to.startsWith(rule.slice(1)))) return false;
  return allowed.some(
    rule => item.to.startsWith(rule) || (item.isTypeOnly && item.to.startsWith(rule.replace(/^type:/, ''))),
  );
}

function lineCount(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}

function usersOf(name: string, allowed: RegExp): string[] {
  return ours.filter(({path, globals}) => globals.has(name) && !allowed.test(path)).map(({path}) => path);
}

/** Circles among imports that exist at run time, each as `a → b → a`. */
function cycles(sources: readonly Source[]): string[] {
  const graph = new Map(
    sources.map(source => [source.path, source.imports.filter(item => item.isOurs && !item.isTypeOnly)]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path) || trail.includes(path)) return;
    for (const item of graph.get(path) ?? []) visit(item.to, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
