import {canRestart, defineCheck, defineRule, isActivated, knownWords} from '../../src/authoring.ts';
import {harmlessCall, outcomeOf} from '../transport/_calls.ts';
import {restart} from '../transport/_restart.ts';
import {activate, diagnose, expectSameWords} from './_activation.ts';

/** A handshake that takes longer than this is noticed: every `docker volume ls` of a fresh daemon waits for it. */
const PROMPT_MS = 1500;

export const answers = defineCheck({
  id: 'handshake.activate.answers',
  title: 'Plugin.Activate with an empty body and without Content-Type is answered with 200 and JSON',
  level: 'MUST',
  requirement: ['transport/5', 'transport/6', 'transport/9'],
  problem: 'The plugin could not be activated.',
  consequence:
    'every use of the plugin fails with `legacy plugin: Plugin.Activate: …`; without any answer `docker volume ls` and even the start of dockerd wait for ever',
  fix: 'Answer POST /Plugin.Activate at once with 200 and `{"Implements": ["VolumeDriver"]}`; do not ask for a body or a Content-Type.',
  async run(t) {
    // The run's own handshake decides: what became of later ones is another check's matter.
    if (t.facts.handshake.error === '') return;
    const answer = await t.plugin.call('Plugin.Activate');
    if (!t.process.running) {
      const actual = `it has ended; last output: ${t.process.output().slice(-3).join(' | ') || 'none'}`;
      const message = "The plugin's process ended before it could be activated.";
      t.expect.fail({message, expected: 'the process runs and answers', actual}, answer);
    }
    const expected = '200 with {"Implements": […]}, within the time-out';
    if (answer.exchange.response?.status === 404) {
      const message =
        'The plugin does not know Plugin.Activate. It looks like one that was built only as a managed plugin (docker plugin install): as a plugin on a socket it is dead. If it is never installed otherwise, test it with --managed --interface NAME.';
      t.expect.fail({message, expected, actual: await diagnose(t, answer)}, answer);
    }
    const actual = answer.ok
      ? `only the last of several calls succeeded; before: ${t.facts.handshake.error}`
      : await diagnose(t, answer);
    t.expect.fail({expected, actual}, answer);
  },
});

export const notEmptyWhileStarting = defineCheck({
  id: 'handshake.activate.not-empty-while-starting',
  title:
    'The first handshake after a start is refused, or names everything: never a manifest with nothing in it',
  level: 'MUST',
  requirement: 'transport/8',
  problem: 'The first handshake after the start named no interface, the next one did.',
  consequence:
    'dockerd remembers the first answer: every use fails with `Plugin does not implement the requested driver` until dockerd is restarted',
  fix: 'While the plugin is starting do not listen yet, or answer Plugin.Activate with an error status.',
  needs: [isActivated],
  async run(t) {
    const first = t.facts.handshake.firstWords ?? [];
    t.expect.ok(
      first.some(word => knownWords.includes(word)),
      {
        expected: `the first answer names ${t.facts.implements.join(', ')}`,
        actual: `Implements ${JSON.stringify(first)}`,
      },
    );
  },
});

export const prompt = defineRule({
  id: 'handshake.activate.prompt',
  title: 'Plugin.Activate is answered within 1.5 seconds',
  level: 'SHOULD',
  requirement: 'transport/9',
  problem: 'The handshake took long.',
  consequence:
    'dockerd has no time-out for it: `docker volume ls`, `docker run -v` and the start of dockerd wait as long as it takes',
  fix: 'Answer Plugin.Activate from memory; do slow preparations before listening, or in the background.',
  on: 'Plugin.Activate',
  judge(exchange) {
    if (exchange.response === null) return 'skip';
    const {totalMs} = exchange.timing;
    if (totalMs <= PROMPT_MS) return undefined;
    return {
      message: '',
      expected: `an answer within ${PROMPT_MS} ms`,
      actual: `an answer after ${Math.round(totalMs)} ms`,
    };
  },
});

export const again = defineCheck({
  id: 'handshake.activate.again',
  title: 'Plugin.Activate may come again at any time and is answered as before',
  level: 'MUST',
  requirement: 'transport/11',
  problem: 'A second handshake, as after a restart of dockerd, was not answered as the first.',
  consequence: 'after the next restart of dockerd the plugin is lost until it is restarted too',
  fix: 'Keep no state about having been activated: answer every Plugin.Activate with the same list.',
  needs: [isActivated],
  // a plugin may take a hello for a daemon that was started anew, and let go of what the old one held
  exclusive: true,
  early: true,
  async run(t) {
    for (const when of ['in the second answer', 'in the third answer'])
      expectSameWords(t, await t.plugin.call('Plugin.Activate', undefined, {freshConnection: true}), when);
  },
});

export const parallel = defineCheck({
  id: 'handshake.activate.parallel',
  title: 'Two handshakes at one time both succeed',
  level: 'MUST',
  requirement: 'transport/49',
  problem: 'Of handshakes that overlapped one failed.',
  consequence: 'with two daemons, or a daemon restart that overlaps, one of them can not use the plugin',
  fix: 'Let Plugin.Activate be served any number of times at once; guard shared state with a lock that waits.',
  needs: [isActivated],
  dependsOn: ['handshake.activate.again'],
  exclusive: true,
  early: true,
  async run(t) {
    const calls = [1, 2, 3].map(() => t.plugin.call('Plugin.Activate', undefined, {freshConnection: true}));
    for (const answer of await Promise.all(calls)) expectSameWords(t, answer, 'of a parallel handshake');
  },
});

export const afterRestart = defineCheck({
  id: 'handshake.activate.after-restart',
  title: 'After a restart of the plugin the first handshake that succeeds names the same interfaces',
  level: 'MUST',
  requirement: ['transport/11', 'transport/8'],
  problem: 'After a restart the plugin offered something else.',
  consequence:
    'a daemon that starts after the plugin remembers that answer: `Plugin does not implement the requested driver` until it is restarted',
  fix: 'Answer Plugin.Activate with the full list from the first moment on which the socket is there.',
  needs: [isActivated, canRestart],
  dependsOn: [
    'handshake.activate.again',
    'handshake.activate.not-empty-while-starting',
    'transport.start.same-path',
  ],
  exclusive: true,
  async run(t) {
    await restart(t);
    expectSameWords(t, await activate(t), 'after a restart');
  },
});

export const notNeeded = defineCheck({
  id: 'handshake.activate.not-needed',
  title: 'After a start calls are served without a handshake',
  level: 'MUST',
  requirement: ['transport/10', 'transport/42'],
  problem: 'After a restart of the plugin, calls failed because there had been no handshake.',
  consequence:
    'dockerd activates a plugin once in its own life, and managed plugins never: after a restart of the plugin every call fails',
  fix: 'Do not wait for Plugin.Activate: prepare everything at the start.',
  needs: [isActivated, canRestart],
  dependsOn: ['transport.connection.many-requests', 'transport.start.same-path'],
  exclusive: true,
  async run(t) {
    const {method, body} = successfulCall(t.facts.implements) ?? harmlessCall(t);
    const before = await t.plugin.call(method, body, {freshConnection: true});
    await restart(t);
    const after = await t.plugin.call(method, body, {freshConnection: true});
    t.expect.ok(
      outcomeOf(after) === outcomeOf(before),
      {
        expected: `as before the restart: ${outcomeOf(before)}`,
        actual: `${outcomeOf(after)}: ${after.error}`,
      },
      before,
      after,
    );
  },
});

/** Errors may look alike, so a call that succeeds tells more. */
function successfulCall(words: readonly string[]) {
  return words.includes('VolumeDriver') ? {method: 'VolumeDriver.List', body: {}} : undefined;
}
