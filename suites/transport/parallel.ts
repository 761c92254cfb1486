import {type Call, type CheckContext, defineCheck, isActivated, isAnswered} from '../../src/authoring.ts';
import {givenVolume} from '../volume/_given.ts';
import type {GetReply} from '../volume/_replies.ts';
import {call, harmlessCall, outcomeOf, tellingCall} from './_calls.ts';

const needs = [isActivated];

/** dockerd starts with one request for every volume it knows. */
const MANY = 32;
/** Connections at one moment; a listen backlog of 128 holds them. */
const CROWD = 100;
/** Served one by one, calls of this length add up; shorter ones do not matter. */
const WORTH_WAITING_MS = 1000;

export const many = defineCheck({
  id: 'transport.parallel.many',
  title: `${MANY} requests at one time are all served`,
  level: 'MUST',
  requirement: 'transport/32',
  problem: 'Of many requests at one time some were not served.',
  consequence:
    'dockerd starts with one request for every volume it knows: those that fail are missing until they are used',
  fix: 'Queue what you can not serve at once; do not refuse it, and do not close the connection.',
  needs,
  dependsOn: ['transport.connection.many-requests'],
  exclusive: true,
  async run(t) {
    const asked = await tellingCall(t);
    const alone = await call(t, asked);
    if (!isAnswered(alone)) t.blocked('transport.call.answered', alone.error);
    const calls = await crowd(t, MANY, asked);
    const odd = calls.filter(answer => outcomeOf(answer) !== outcomeOf(alone));
    t.expect.ok(
      odd.length === 0,
      {
        expected: `all ${MANY} end as one alone does: ${outcomeOf(alone)}`,
        actual: `${odd.length} do not; the first: ${odd[0]?.error}`,
      },
      alone,
      ...odd.slice(0, 3),
    );
  },
});

export const notMixed = defineCheck({
  id: 'transport.parallel.not-mixed-up',
  title: 'Each of several requests at one time gets its own answer',
  level: 'MUST',
  requirement: 'transport/32',
  problem: 'A request got the answer of another one that ran at the same time.',
  consequence: 'containers that start together get the volumes of each other',
  fix: 'Keep nothing of a request in a global variable.',
  needs,
  dependsOn: ['transport.connection.many-requests'],
  exclusive: true,
  async run(t) {
    if (!t.facts.implements.includes('VolumeDriver')) t.notApplicable('only volumes can be told apart');
    const names = [(await givenVolume(t, 'one')).name, (await givenVolume(t, 'other')).name];
    const asked = Array.from({length: 12}, (_, index) => names[index % names.length] ?? '');
    const calls = await Promise.all(
      asked.map(name => t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name}, {freshConnection: true})),
    );
    for (const [index, answer] of calls.entries()) {
      const name = answer.reply?.Volume?.Name;
      if (name === undefined) continue;
      t.expect.equal(name, asked[index], `the name in the answer to Get of ${asked[index]}`, answer);
    }
  },
});

export const notOneByOne = defineCheck({
  id: 'transport.parallel.not-one-by-one',
  title: 'Requests at one time do not wait for each other for long',
  level: 'SHOULD',
  requirement: 'transport/32',
  problem: 'Requests at one time were served one after the other.',
  consequence:
    'one slow call holds up all others: `docker ps` and the start of dockerd wait for the sum of them',
  fix: 'Do not hold one lock around every request; lock per volume or network.',
  needs,
  dependsOn: ['transport.parallel.many'],
  exclusive: true,
  async run(t) {
    const alone = await call(t, harmlessCall(t));
    const startedAt = performance.now();
    const calls = await crowd(t, 16);
    const togetherMs = performance.now() - startedAt;
    const aloneMs = alone.exchange.timing.totalMs;
    t.expect.ok(
      togetherMs < WORTH_WAITING_MS || togetherMs < aloneMs * 8,
      {
        expected: `16 calls together take less than eight times as long as one (${Math.round(aloneMs)} ms)`,
        actual: `${Math.round(togetherMs)} ms`,
      },
      alone,
      ...calls.slice(0, 2),
    );
  },
});

export const backlog = defineCheck({
  id: 'transport.parallel.connections-wait',
  title: `${CROWD} connections at one moment are accepted or wait`,
  level: 'SHOULD',
  requirement: 'transport/32',
  problem: 'Of many connections at one moment some were turned away.',
  consequence:
    'the kernel refuses them with `resource temporarily unavailable`, and dockerd tries again after 1, 2, 4 and 8 seconds',
  fix: 'Listen with a backlog of 128 or more.',
  needs,
  dependsOn: ['transport.parallel.not-one-by-one'],
  exclusive: true,
  async run(t) {
    const touches = await Promise.all(Array.from({length: CROWD}, () => t.plugin.touch()));
    const away = touches.filter(touch => !touch.ok);
    t.expect.ok(away.length === 0, {
      expected: `all ${CROWD} connections are accepted`,
      actual: `${away.length} were not: ${away[0]?.error}`,
    });
  },
});

/** So many harmless calls at once, each on a connection of its own. Together they may take longer than one. */
function crowd(t: CheckContext, size: number, asked = harmlessCall(t)): Promise<Call[]> {
  const timeoutMs = Math.min(t.settings.callTimeoutMs * 4, Math.max(t.settings.callTimeoutMs, 15_000));
  const options = {freshConnection: true, timeoutMs};
  return Promise.all(Array.from({length: size}, () => call(t, asked, options)));
}
