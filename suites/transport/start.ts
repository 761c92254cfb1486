import {type CheckContext, canRestart, defineCheck, ownsProcess} from '../../src/authoring.ts';
import {restart} from './_restart.ts';

/** dockerd tries a managed plugin for about 9.5 seconds; the machine of a user may be three times as slow. */
const READY_MS = 3000;

export const soon = defineCheck({
  id: 'transport.start.listens-soon',
  title: 'The plugin listens within three seconds of its start',
  level: 'SHOULD',
  requirement: 'transport/41',
  problem: 'The plugin took long until it accepted connections.',
  consequence:
    'a managed plugin that is not there after about nine seconds is disabled, also at the next boot; for others docker waits up to 15 seconds',
  fix: 'Listen first; do slow preparations in the background.',
  needs: [ownsProcess],
  async run(t) {
    const {readyMs} = t.process;
    if (readyMs === null) return t.untestable('the start was not seen: give the command after `--`');
    t.expect.ok(readyMs <= READY_MS, {
      expected: `it accepts within ${READY_MS} ms`,
      actual: `after ${Math.round(readyMs)} ms`,
    });
  },
});

export const samePath = defineCheck({
  id: 'transport.start.same-path',
  title: 'After a restart the plugin listens where it did before',
  level: 'MUST',
  requirement: 'transport/39',
  problem: 'After a restart the plugin did not listen on its socket.',
  consequence:
    'dockerd remembers the address as long as it lives: every call fails after 15 seconds with a dial error',
  fix: 'Use the same socket path at every start.',
  needs: [canRestart],
  exclusive: true,
  async run(t) {
    await restart(t);
    await expectListening(t);
  },
});

export const afterCrash = defineCheck({
  id: 'transport.start.after-crash',
  title: 'The plugin starts again after a crash, though its socket file is still there',
  level: 'MUST',
  requirement: 'transport/38',
  problem: 'After a crash the plugin did not start again.',
  consequence:
    'the plugin stays down until somebody removes the socket file by hand; docker fails with `connection refused`',
  fix: 'Remove a socket file that nobody listens on before you bind.',
  needs: [ownsProcess],
  dependsOn: ['transport.start.same-path'],
  exclusive: true,
  async run(t) {
    await t.process.kill();
    await t.process.start();
    await expectListening(t);
  },
});

async function expectListening(t: CheckContext): Promise<void> {
  const {ok, error} = await t.plugin.touch();
  t.expect.ok(ok, {expected: 'the socket accepts a connection', actual: error});
}
