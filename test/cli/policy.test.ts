import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {parse} from 'yaml';
import {createPlugin} from '../../fixtures/good/plugin.js';
import {readPolicy} from '../../src/cli/policy-file.ts';
import {presentVerdicts} from '../../src/run/policy-verdicts.ts';
import {run} from '../../src/run.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';

test('A policy of the present verdicts is kept, and a wrong one is told', async t => {
  const socket = join(temporaryFolder(t), 'authz.sock');
  const plugin = createPlugin({socket, interfaces: ['authz']});
  await plugin.listen();
  t.after(() => plugin.close());
  const verdicts = await presentVerdicts({target: socket, engine: '29', callTimeoutMs: 10_000});
  const wanted = verdicts.filter(({command}) =>
    ['run', 'run --privileged', 'exec -u root'].includes(command),
  );
  assert.deepEqual(
    wanted.map(({verdict}) => verdict),
    ['allow', 'deny', 'deny'],
  );
  const expect = [
    ...wanted.map(({command, verdict}) => ({command, verdict})),
    {name: 'wrong', request: {method: 'GET', uri: '/containers/json'}, verdict: 'deny' as const},
  ];
  const results = new Map<string, string>();
  const limits = {callTimeoutMs: 10_000, timeoutMs: 60_000};
  const select = ['authz.policy.*', 'authz.request.gives-verdict'];
  const options = {target: socket, engine: '29', level: 'MUST' as const, select, policy: {expect}};
  for await (const event of run({...options, ...limits})) {
    if (event.type === 'check:end') results.set(event.result.id, event.result.status);
  }
  assert.equal(results.get('authz.policy.docker-run-privileged'), 'passed');
  assert.equal(results.get('authz.policy.docker-run'), 'passed');
  assert.equal(results.get('authz.policy.wrong'), 'failed');
});

test('A policy file may be YAML or JSON; what is wrong in it is told with its place', t => {
  const file = join(temporaryFolder(t), 'policy.yaml');
  const read = (text: string) => {
    writeFileSync(file, text);
    return readPolicy(file);
  };
  const yaml = 'expect:\n  - command: run --privileged\n    verdict: deny\n';
  assert.deepEqual(read(yaml), parse(yaml));
  assert.deepEqual(read(JSON.stringify(parse(yaml))), parse(yaml));
  assert.throws(() => read('expect:\n  - command: run\n    verdict: maybe\n'), /expect\[0\]\.verdict/);
  assert.throws(
    () => read('expect:\n  - command: run --privilegd\n    verdict: deny\n'),
    /did you mean "run --privileged"/,
  );
  assert.throws(
    () => read('expect:\n  - command: run\n    verdict: deny\n    message: "("\n'),
    /no regular expression/,
  );
  assert.throws(() => read(': : :'), /policy\.yaml/);
});
