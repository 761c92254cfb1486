import assert from 'node:assert/strict';
import test from 'node:test';
import type {Check} from '../../src/core/check.ts';
import type {CheckContext} from '../../src/core/context.ts';

import {SURVIVAL_CHECK} from '../../src/core/summary.ts';
import {Unjudged} from '../../src/core/violation.ts';
import {aCheck, anExchange, bareContext, quietSession} from './_checks.ts';
import {rowsOf} from './_rows.ts';

const fails = async (t: CheckContext) => t.expect.fail({expected: 'this', actual: 'that'});

test('A check that returns has passed, one that finds a fault has failed with its texts', async () => {
  const {rows} = await rowsOf([aCheck('a.b.good'), aCheck('a.b.bad', {run: fails})]);
  assert.equal(rows['a.b.good']?.status, 'passed');
  const bad = rows['a.b.bad'];
  assert.equal(bad?.status, 'failed');
  assert.deepEqual(
    [bad?.message, bad?.expected, bad?.actual, bad?.fix],
    ['It did not work.', 'this', 'that', 'Mend it.'],
  );
  assert.deepEqual(bad?.source, ['a source']);
});

test('A violation below the failing level is a warning', async () => {
  const {rows} = await rowsOf([aCheck('a.b.soft', {level: 'SHOULD', run: fails})]);
  assert.equal(rows['a.b.soft']?.status, 'warned');
});

test("A check's own exception is plugtest's fault, not the plugin's", async () => {
  const broken = async () => {
    throw new TypeError('x is undefined');
  };
  const {rows} = await rowsOf([aCheck('a.b.broken', {run: broken})]);
  assert.equal(rows['a.b.broken']?.status, 'errored');
  assert.match(rows['a.b.broken']?.message ?? '', /x is undefined/);
});

test('What depends on a failed check is blocked by the root of the chain', async () => {
  const {rows} = await rowsOf([
    aCheck('a.b.last', {dependsOn: ['a.b.middle']}),
    aCheck('a.b.middle', {dependsOn: ['a.b.root']}),
    aCheck('a.b.root', {run: fails}),
  ]);
  assert.equal(rows['a.b.middle']?.blockedBy, 'a.b.root');
  assert.equal(rows['a.b.last']?.blockedBy, 'a.b.root');
  assert.equal(rows['a.b.last']?.status, 'blocked');
});

test('Needs decide before anything is sent, and their reason is kept', async () => {
  const never = async () => assert.fail('it must not run');
  const need = () => ({ok: false, status: 'untestable', reason: 'give a command'}) as const;
  const {rows} = await rowsOf([aCheck('a.b.needy', {needs: [need], run: never})]);
  assert.deepEqual([rows['a.b.needy']?.status, rows['a.b.needy']?.message], ['untestable', 'give a command']);
});

test('A check can end itself without a judgement', async () => {
  const run = async () => {
    throw new Unjudged('blocked', 'blocked by x: no', 'x');
  };
  const {rows} = await rowsOf([aCheck('a.b.stopped', {run})]);
  assert.deepEqual([rows['a.b.stopped']?.status, rows['a.b.stopped']?.blockedBy], ['blocked', 'x']);
});

test('Exclusive checks run alone, after all others', async () => {
  let running = 0;
  let most = 0;
  const count = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(resolve => setImmediate(resolve));
    running -= 1;
  };
  const alone = async () => {
    assert.equal(running, 0);
    await count();
  };
  const {order, rows} = await rowsOf([
    aCheck('a.b.alone', {exclusive: true, run: alone}),
    aCheck('a.b.one', {run: count}),
    aCheck('a.b.two', {run: count}),
  ]);
  assert.equal(order.at(-1), 'a.b.alone');
  assert.equal(rows['a.b.alone']?.status, 'passed');
  assert.equal(most, 2);
});

test('Early checks run alone, before others start', async () => {
  const {order, rows} = await rowsOf([
    aCheck('a.b.one', {run: async () => {}}),
    aCheck('a.b.early', {exclusive: true, early: true, run: async () => {}}),
    aCheck('a.b.next', {exclusive: true, early: true, dependsOn: ['a.b.early'], run: async () => {}}),
    aCheck('a.b.late', {exclusive: true, run: async () => {}}),
  ]);
  assert.deepEqual(order, ['a.b.early', 'a.b.next', 'a.b.one', 'a.b.late']);
  assert.deepEqual([...new Set(Object.values(rows).map(row => row?.status))], ['passed']);
});

test('A check that does not end is ended at its deadline and told so', async () => {
  const hangs = () => new Promise<void>(() => {});
  const {rows} = await rowsOf([aCheck('a.b.hangs', {timeoutMs: 20, run: hangs})]);
  assert.equal(rows['a.b.hangs']?.status, 'failed');
  assert.match(rows['a.b.hangs']?.expected ?? '', /0\.02 s/);
});

test('When the plugin dies, the checks that ran are tried again alone, and the one that kills it is blamed', async () => {
  const runs: string[] = [];
  let deaths = 0;
  const noting = (id: string) => aCheck(id, {run: async () => void runs.push(id)});
  const death = (check: Check) => {
    if (check.id === 'a.b.killer') deaths += 1;
    return check.id === 'a.b.killer' || (check.id === 'a.b.bystander' && deaths < 2)
      ? 'exit code 3'
      : undefined;
  };
  const {rows} = await rowsOf([noting('a.b.killer'), noting('a.b.bystander')], {death});
  assert.equal(rows['a.b.killer']?.status, 'failed');
  assert.equal(rows['a.b.killer']?.actual, 'exit code 3');
  assert.equal(rows['a.b.bystander']?.status, 'passed');
  assert.deepEqual(runs.filter(id => id === 'a.b.bystander').length, 2);
});

test('When the plugin cannot be had back, what was left is blocked by its survival', async () => {
  const {rows} = await rowsOf(
    [aCheck('a.b.killer', {exclusive: true}), aCheck('a.b.next', {exclusive: true})],
    {
      death: () => 'exit code 3',
      revive: async () => 'it is gone',
    },
  );
  assert.equal(rows['a.b.next']?.blockedBy, SURVIVAL_CHECK);
  assert.match(rows['a.b.next']?.message ?? '', /it is gone/);
});

test('After an interruption each check still has its row, and clean-up was done', async () => {
  const abort = new AbortController();
  let cleaned = 0;
  const interrupted = () =>
    new Promise<void>(() => {
      abort.abort(new Error('interrupted'));
    });
  const {rows} = await rowsOf(
    [aCheck('a.b.first', {run: interrupted}), aCheck('a.b.second', {dependsOn: ['a.b.first']})],
    {
      signal: abort.signal,
      onFinish: () => {
        cleaned += 1;
      },
    },
  );
  assert.deepEqual([rows['a.b.first']?.status, rows['a.b.second']?.status], ['untestable', 'untestable']);
  assert.match(rows['a.b.second']?.message ?? '', /interrupted/);
  assert.equal(cleaned, 1);
});

test('Calls that clean up are no evidence', async () => {
  const seen = [anExchange()];
  const {rows} = await rowsOf([aCheck('a.b.bad', {run: fails})], {
    openSession: () => ({
      context: bareContext(),
      exchanges: () => seen,
      death: () => undefined,
      ...quietSession,
      finish: async () => {
        seen.push(anExchange({id: 2}));
        return [];
      },
    }),
  });
  assert.deepEqual(
    rows['a.b.bad']?.exchanges.map(({id}) => id),
    [1],
  );
});
