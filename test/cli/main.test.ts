import assert from 'node:assert/strict';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {version} from '../../src/version.ts';
import {plugtest, startPlugtest} from './plugtest.ts';

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-cli-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  return folder;
}

test('--version prints the version and nothing else', async () => {
  assert.deepEqual(await plugtest(['--version']), {code: 0, stdout: `${version}\n`, stderr: ''});
});

test('--help prints the main page', async () => {
  const {code, stdout, stderr} = await plugtest(['--help']);
  assert.deepEqual({code, stderr}, {code: 0, stderr: ''});
  assert.match(stdout, /^plugtest acts as the Docker daemon[\s\S]*Commands:[\s\S]*Examples:/);
});

test('wrong usage is one line on stderr, exit code 2, without a stack', async t => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'empty.txt'), '# nothing\n');
  await writeFile(join(folder, 'empty.mjs'), '');
  await writeFile(join(folder, 'broken.mjs'), 'export (');
  const rows: readonly (readonly [args: string[], message: RegExp])[] = [
    [['./s', '--reporter', 'tpa'], /no reporter is named "tpa".*Did you mean tap\?/],
    [['./s', '--reporter', 'tap', '--reporter', 'json'], /two reporters write to stdout \(tap and json\)/],
    [['./s', '--reporter', 'tap=x', '--reporter', 'json=x'], /two reporters write to "x"/],
    [['./s', '--reporter', 'json='], /names no file/],
    [['./s', '--reporter', 'json=none/report.json'], /can't write the report .*folder does not exist/],
    [['./s', '--reporter', 'json=.'], /can't write the report "\.": it is a folder/],
    [['./s', '--select', '@none.txt'], /can't read "none\.txt": there is no such file; expected one pattern/],
    [['./s', '--select', '@empty.txt'], /the pattern file "empty\.txt" is empty/],
    [['explain', 'no.such.check'], /no check has the id "no\.such\.check"/],
    [['demo', '--fault', 'no-such-fault'], /no fault named "no-such-fault"/],
    [['demo', '--fault', './empty.mjs'], /empty\.mjs" is no fault: expected it to export fault = \{/],
    [['demo', '--fault', './broken.mjs'], /broken\.mjs" can't be loaded: /],
    [['reference'], /--socket is missing/],
  ];
  for (const [args, message] of rows) {
    const {code, stdout, stderr} = await plugtest(args, {cwd: folder});
    assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.match(stderr, /^plugtest: [^\n]+\n$/);
  }
  assert.deepEqual(await readdir(folder), ['broken.mjs', 'empty.mjs', 'empty.txt']);
});

test('a reader that goes away ends plugtest quietly', async () => {
  const child = startPlugtest(['reference', '--list-faults']);
  child.stdout.destroy();
  const errors: string[] = [];
  child.stderr.on('data', chunk => errors.push(String(chunk)));
  const code = await new Promise(resolve => child.once('close', resolve));
  assert.equal(errors.join(''), '');
  assert.equal(code, 0);
});

test('discover looks into a folder and says what dockerd would make of each entry', async t => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'good.spec'), 'unix:///nowhere/good.sock\n');
  await writeFile(join(folder, 'bad.spec'), 'no scheme\n');
  const {code, stdout} = await plugtest(['discover', '--plugin-dir', folder]);
  assert.equal(code, 0);
  assert.match(stdout, /! bad .*[\s\S]*every use fails/);
  assert.match(stdout, /! good .*→ unix:\/\/\/nowhere\/good\.sock[\s\S]*does not accept a connection/);
  const {stdout: json} = await plugtest(['discover', '--json', '--plugin-dir', folder]);
  assert.equal(JSON.parse(json).findings.length, 2);
});

test('list shows checks that explain knows', async () => {
  const {code, stdout} = await plugtest(['list', '--json']);
  assert.equal(code, 0);
  const [first] = JSON.parse(stdout);
  const page = await plugtest(['explain', first.id]);
  assert.equal(page.code, 0);
  assert.match(page.stdout, /requirement[\s\S]*in docker[\s\S]*mend/);
});
