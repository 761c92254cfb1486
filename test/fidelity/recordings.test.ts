import assert from 'node:assert/strict';
import test from 'node:test';
import {type Judgement, judge} from '../../scripts/fidelity/judge.ts';
import {outOfScope} from '../../scripts/fidelity/out-of-scope.ts';
import {loadRecordings} from '../../scripts/fidelity/recording/load.ts';
import {describe, isMatch} from '../../scripts/fidelity/report.ts';
import {createDocker} from '../../src/daemon/daemon.ts';

const folder = 'fixtures/recordings';

/** Areas that the model speaks, and how many scenarios each has per engine. */
const areas: Readonly<Record<string, number>> = {
  volume: 155,
  logging: 80,
  metrics: 1,
  network: 88,
  ipam: 41,
  authz: 46,
};

// One after the other in one process: the virtual clock stands behind the global timers.
for (const engine of ['20.10.24', '26.1.5']) {
  for (const [area, count] of Object.entries(areas)) {
    test(`The model does to a ${area} plugin what dockerd ${engine} did, scenario by scenario`, async () => {
      const recordings = loadRecordings(folder, {engine, area});
      assert.equal(recordings.length, count);
      const complaints: string[] = [];
      for (const recording of recordings)
        complaints.push(...complaintsOf(await judge(recording, createDocker)));
      assert.equal(complaints.join('\n'), '');
    });
  }
}

function complaintsOf(judgement: Judgement): string[] {
  if (judgement.excuse === null) return isMatch(judgement) ? [] : [describe(judgement)];
  const {engine, name} = judgement;
  return isMatch(judgement)
    ? [`${engine}/${name} matches now: take it off scripts/fidelity/out-of-scope.ts`]
    : [];
}

test('An engine that is not the recorded one does not match', async () => {
  const scenarios = [
    'volume-create',
    'volume-daemon-live-restore',
    'volume-activate-case',
    'volume-mount-options',
    'network-create-wrong',
    'network-run-addresses',
    'ipam-create',
    'ipam-requestaddress-empty',
    'authz-json-body-sizes',
    'authz-run',
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
  assert.match(outOfScope({...volume, area: 'managed', name: 'managed-set'}) ?? '', /not modelled/);
});
