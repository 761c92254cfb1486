import {copyFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const file = resolve('node_modules/.cache/plugtest/bench-subject.mjs');

type Subject = typeof import('./subject.ts');

let subject: Promise<Subject> | undefined;

/** The sources as they are published. Through tsx they are slower by half: it names every closure as it is made. */
export function built(): Promise<Subject> {
  subject ??= bundled();
  return subject;
}

async function bundled(): Promise<Subject> {
  await build({
    entryPoints: ['scripts/bench/subject.ts'],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  // the process that touches the host's files is looked for beside what starts it
  copyFileSync('src/daemon/host-files/hand.js', join(dirname(file), 'hand.js'));
  return import(pathToFileURL(file).href);
}
