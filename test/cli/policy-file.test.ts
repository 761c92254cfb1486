import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {createPlugin} from '../../fixtures/good/plugin.js';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest} from './plugtest.ts';

interface Report {
  readonly results: readonly {readonly id: string; readonly status: string}[];
}

test('what `policy init` writes is a policy that the plugin keeps; one changed verdict fails that one check', async t => {
  const cwd = temporaryFolder(t);
  const plugin = createPlugin({socket: join(cwd, 'authz.sock'), interfaces: ['authz']});
  await plugin.listen();
  t.after(() => plugin.close());
  const policy = join(cwd, 'policy.yaml');

  const init = await plugtest(['policy', 'init', './authz.sock'], {cwd});
  assert.deepEqual([init.code, init.stderr], [0, '']);
  writeFileSync(policy, init.stdout);
  assert.match(init.stdout, /^# What plugtest expects of the authorization plugin/);
  const commands = init.stdout.match(/^ {2}- command: /gm)?.length;

  const run = async (...more: string[]) => {
    const words = ['./authz.sock', '--policy', 'policy.yaml', '--reporter', 'json=r.json', ...more];
    const {code, stderr} = await plugtest([...words, '--reporter', 'tap'], {cwd});
    assert.equal(stderr, '');
    const {results}: Report = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'));
    const judged = results.filter(({id}) => id.startsWith('authz.policy.'));
    const failed = results.filter(({status}) => status === 'failed').map(({id}) => id);
    return {code, judged: judged.filter(({status}) => status !== 'excluded').length, failed};
  };
  assert.deepEqual(await run(), {code: 0, judged: commands, failed: []});

  const changed = init.stdout.replace(
    /- command: run --privileged\n {4}verdict: deny\n {4}message: .*\n/,
    '- command: run --privileged\n    verdict: allow\n',
  );
  assert.notEqual(changed, init.stdout);
  writeFileSync(policy, changed);
  assert.deepEqual(await run('--select', 'authz.policy.*'), {
    code: 1,
    judged: commands,
    failed: ['authz.policy.docker-run-privileged'],
  });
});
