import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import test from 'node:test';
import {parse} from 'yaml';

// Own rules instead of actionlint and hadolint: actionlint looks at workflows only, not at actions, and neither comes
// from npm. These are the ones of their rules that these two files can break.

interface Step {
  readonly shell?: string;
  readonly run?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, {description?: string}>>;
  readonly runs: {readonly using: string; readonly steps: readonly Step[]};
}

interface Package {
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

test('The action describes its inputs, names a shell for every step, and puts no input into a script', () => {
  const {inputs, runs}: Action = parse(readFileSync('action.yml', 'utf8'));
  for (const [name, {description}] of Object.entries(inputs)) assert.ok(description, name);
  assert.equal(runs.using, 'composite');
  for (const {shell, run = ''} of runs.steps) {
    assert.equal(shell, 'bash');
    assert.doesNotMatch(run, /\$\{\{/, 'an input in a script would be run: pass it in env');
    const {status, stderr} = spawnSync('bash', ['-n', '-c', run], {encoding: 'utf8'});
    assert.equal(status, 0, stderr);
  }
});

test('The Dockerfile names tagged images, copies what exists, and ends as another user than root', () => {
  const lines = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n');
  const words = lines.filter(line => line !== '' && !line.startsWith('#')).map(line => line.split(/\s+/));
  const of = (name: string) => words.filter(([first]) => first === name).map(([, ...rest]) => rest);
  for (const [image = ''] of of('FROM'))
    assert.match(image, /^[a-z]+:\d[\w.-]*$/, `${image} has no fixed tag`);
  for (const [image = ''] of of('FROM')) {
    const major = /^node:(\d+)/.exec(image)?.[1];
    assert.ok(Number(major) >= 20, `${image} is no Node that plugtest runs on`);
  }
  for (const [path = ''] of of('WORKDIR')) assert.match(path, /^\//);
  for (const [from = '', path = ''] of of('COPY').filter(([first]) => first?.startsWith('--from='))) {
    assert.equal(from, '--from=build');
    const source = path.replace('/plugtest/', '');
    assert.ok(['dist', 'node_modules'].includes(source) || existsSync(source), path);
  }
  assert.deepEqual([...of('ADD'), ...of('MAINTAINER')], []);
  assert.notEqual(of('USER').at(-1)?.[0] ?? 'root', 'root');
  const entry = of('ENTRYPOINT')[0]?.join(' ') ?? '';
  assert.match(entry, /^\["/, 'the shell form would not pass signals on');
  const {bin, files}: Package = JSON.parse(readFileSync('package.json', 'utf8'));
  const [program = ''] = JSON.parse(entry);
  assert.equal(bin[program], `bin/${program}`, 'the image starts what the package starts');
  assert.match(of('ENV')[0]?.join(' ') ?? '', /^PATH=\/plugtest\/bin:/);
  const copied = of('COPY').map(words => words[1]?.replace('/plugtest/', ''));
  const inImage = (path: string) => copied.some(folder => path === folder || path.startsWith(`${folder}/`));
  // plugtest reads no page of its documentation
  const read = files.filter(path => !['docs', 'CHANGELOG.md'].includes(path));
  assert.deepEqual(
    read.filter(path => !inImage(path)),
    [],
  );
});

test('Every YAML recipe of the documentation can be parsed', () => {
  const page = readFileSync('docs/many-machines.md', 'utf8');
  const recipes = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  assert.equal(recipes.length, 3);
  for (const recipe of recipes) assert.ok(parse(recipe));
});
