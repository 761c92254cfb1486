import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {join} from 'node:path';
import test, {describe} from 'node:test';

/** What has to be clean before a change is done; `npm run check` runs the same by hand. */
const gates: readonly {readonly title: string; readonly command: readonly string[]}[] = [
  {title: 'Format and lint are clean', command: ['biome', 'check', '--error-on-warnings', '.']},
  {title: 'Types are sound', command: ['tsc', '-p', '.']},
  {title: 'No dead code, no unused or missing dependency', command: ['knip']},
  {title: 'The package is well formed', command: ['publint', '--strict']},
];

describe('gates', {concurrency: 2}, () => {
  for (const {title, command} of gates) {
    test(title, async () => {
      const output = await outputOfFailure(command);
      assert.equal(output, '', `\`npx ${command.join(' ')}\` is not clean:\n${output}`);
    });
  }
});

/** Empty when the command ended with 0. */
function outputOfFailure(command: readonly string[]): Promise<string> {
  const [program = '', ...args] = command;
  return new Promise(resolve => {
    execFile(join('node_modules/.bin', program), args, {maxBuffer: 1 << 24}, (error, stdout, stderr) => {
      resolve(error ? `${stdout}${stderr}` || error.message : '');
    });
  });
}
