// Joins the modules of src and suites into few files: loading five hundred one by one took longer than a first verdict may.
import {cpSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const chunks = join(root, 'dist/chunks');

/**
 * A module that asks where it is gets the place that it would have as a file of its own.
 * @type {import('esbuild').Plugin}
 */
const ownPlace = {
  name: 'own-place',
  setup: ({onLoad}) => {
    onLoad({filter: /\/src\/.*\.ts$/}, ({path}) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const place = join(root, 'dist', relative(root, path)).replace(/\.ts$/, '.js');
      const own = `new URL(${JSON.stringify(relative(chunks, place))}, import.meta.url).href`;
      return {contents: text.replaceAll('import.meta.url', own), loader: 'ts'};
    });
  },
};

await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts', 'src/index.ts', 'src/authoring.ts'],
  outbase: '.',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  plugins: [ownPlace],
  logLevel: 'warning',
});

// these are read or loaded by their paths
const plain = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter(file =>
  file.endsWith('.js'),
);
for (const file of plain) cpSync(join(root, 'src', file), join(root, 'dist/src', file));
