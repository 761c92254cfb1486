import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {configurationSchema} from '../../src/cli/configuration/schema.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest} from './plugtest.ts';

test('the schema of configuration files is what the table of flags says; `npm run generate` writes it', () => {
  const shipped: unknown = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'));
  assert.deepEqual(shipped, JSON.parse(JSON.stringify(configurationSchema())));
});

test('a flag goes before the environment, which goes before the file, which goes before the default', async t => {
  const cwd = temporaryFolder(t);
  const config = {
    target: './my.sock',
    command: ['node', 'plugin.js'],
    engine: '26.1',
    level: 'should',
    'call-timeout': '3s',
    'volume-opt': {size: '1g'},
  };
  writeFileSync(join(cwd, 'plugtest.config.json'), JSON.stringify(config));
  const env = {
    PLUGTEST_ENGINE: '28.5',
    PLUGTEST_LEVEL: 'may',
    PLUGTEST_SHUFFLE: 'true',
    PLUGTEST_SELECT: 'a.*, b.*',
  };
  const {code, stdout, stderr} = await plugtest(['--level', 'must', '--print-config'], {cwd, env});
  assert.equal(code, 0, stderr);
  const {options, ...rest} = JSON.parse(stdout);
  assert.deepEqual(rest, {file: 'plugtest.config.json', target: './my.sock', command: ['node', 'plugin.js']});
  assert.deepEqual(options.level, {value: 'must', from: 'flag'});
  assert.deepEqual(options.engine, {value: '28.5', from: 'environment'});
  assert.deepEqual(options.shuffle, {value: true, from: 'environment'});
  assert.deepEqual(options.select, {value: ['a.*', 'b.*'], from: 'environment'});
  assert.deepEqual(options['call-timeout'], {value: 3000, from: 'file'});
  assert.deepEqual(options['volume-opt'], {value: ['size=1g'], from: 'file'});
  assert.deepEqual(options.timeout, {value: 600_000, from: 'default'});
});

test('what is wrong in a configuration is refused in one sentence that names the place', async t => {
  const cwd = temporaryFolder(t);
  for (const [text, message] of [
    ['{', /"c\.json": it is not JSON/],
    ['{"engin": "29"}', /unknown key "engin"\. Did you mean "engine"\?/],
    ['{"engine": ["29"]}', /engine expects a string, got \["29"\]/],
    ['{"engine": "12"}', /--engine expects one of .* got "12"\. \(in c\.json\)/],
    ['{"command": "x"}', /command is no list of words/],
  ] as const) {
    writeFileSync(join(cwd, 'c.json'), text);
    const {code, stderr} = await plugtest(['./sock', '--config', 'c.json', '--print-config'], {cwd});
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  }
});
