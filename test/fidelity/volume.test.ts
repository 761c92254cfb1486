import assert from 'node:assert/strict';
import test from 'node:test';
import {judge} from '../../scripts/fidelity/judge.ts';
import {outOfScope} from '../../scripts/fidelity/out-of-scope.ts';
import {loadRecordings} from '../../scripts/fidelity/recording/load.ts';
import {describe, isMatch} from '../../scripts/fidelity/report.ts';
import {createDocker} from '../../src/daemon/daemon.ts';

const folder = 'fixtures/recordings';

// One after the other in one process: the virtual clock stands behind the global timers.
for (const engine of ['20.10.24', '26.1.5']) {
  test(`The model does to a volume plugin what dockerd ${engine} did, scenario by scenario`, async t => {
    const recordings = loadRecordings(folder, {engine, area: 'volume'});
    assert.equal(recordings.length, 155);
    const unexpected: string[] = [];
    for (const recording of recordings) {
      const judgement = await judge(recording, createDocker);
      if (judgement.excuse === null && !isMatch(judgement)) unexpected.push(describe(judgement));
      if (judgement.excuse !== null && isMatch(judgement)) {
        unexpected.push(
          `${engine}/${recording.name} matches now: take it off scripts/fidelity/out-of-scope.ts`,
        );
      }
    }
    t.diagnostic(`matched ${recordings.length - unexpected.length} of ${recordings.length} scenarios`);
    assert.equal(unexpected.join('\n'), '');
  });
}

test('An engine that is not the recorded one does not match', async () => {
  const scenarios = [
    'volume-create',
    'volume-daemon-live-restore',
    'volume-activate-case',
    'volume-mount-options',
  ];
  for (const scenario of scenarios) {
    const [recording] = loadRecordings(folder, {engine: '26.1.5', scenario});
    assert.ok(recording);
    const judgement = await judge({...recording, engine: '20.10.24'}, createDocker);
    assert.ok(!isMatch(judgement), scenario);
  }
});

test('Scenarios out of scope are named with a reason', () => {
  const volume = {engine: '26.1.5', area: 'volume', name: 'volume-create'};
  assert.equal(outOfScope(volume), null);
  assert.match(outOfScope({...volume, area: 'authz', name: 'authz-run'}) ?? '', /not modelled/);
});
