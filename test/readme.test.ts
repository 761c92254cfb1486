import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {referencePlugin, startPlugin, temporaryFolder} from './helpers/plugin-process.ts';

/**
 * Every command that the README shows is run: lines of ```sh blocks that begin with `$ `, with their continuations.
 * `# exit N` behind a command says how it ends (default 0). What installs is skipped: test/package.test.ts does that.
 * They run in one folder, in order, with a plugin at ./plugin.sock and a program ./my-plugin that makes ./my-plugin.sock.
 */
const commands = commandsOf(readFileSync('README.md', 'utf8'));
const installs = /^(npm|npx|docker|git|curl) (?!plugtest)/;

interface Shown {
  readonly line: string;
  readonly exit: number;
}

function commandsOf(page: string): readonly Shown[] {
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const lines = blocks.flatMap(block => block.replaceAll(/\\\n\s*/g, '').split('\n'));
  return lines
    .filter(line => line.startsWith('$ '))
    .map(line => ({line: line.slice(2), exit: Number(/# exit (\d+)$/.exec(line)?.[1] ?? 0)}));
}

test('every command of the README does what it says', {
  skip: commands.length === 0 && 'the README shows no command yet',
}, async t => {
  const cwd = temporaryFolder(t);
  const path = `${makeTools(cwd)}:${process.env['PATH']}`;
  await startPlugin(t, referencePlugin, join(cwd, 'plugin.sock'));
  for (const {line, exit} of commands.filter(command => !installs.test(command.line))) {
    await t.test(`$ ${line}`, async () => {
      const env = {...process.env, PATH: path, PLUGTEST_STATE_DIR: join(cwd, 'state')};
      const child = spawn('bash', ['-c', line], {cwd, env, stdio: ['ignore', 'pipe', 'pipe']});
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      assert.equal(code, exit, `${stdout}\n${stderr}`);
    });
  }
});

/** `plugtest` and `npx plugtest` from the sources, and the reader's plugin. */
function makeTools(cwd: string): string {
  const folder = join(cwd, 'bin');
  mkdirSync(folder);
  const file = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const plugtest = `exec '${process.execPath}' '${file('../bin/plugtest')}' "$@"`;
  const plugin = `exec '${process.execPath}' '${file('../fixtures/good/main.js')}' --socket ./my-plugin.sock --state ./volumes`;
  const programs = {'bin/plugtest': plugtest, 'bin/npx': `shift\n${plugtest}`, 'my-plugin': plugin};
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(cwd, name), `#!/bin/sh\n${body}\n`, {mode: 0o755});
  }
  return folder;
}
