// Judges the daemon model by recordings of real daemons:
// npm run fidelity -- --recordings DIR [--engine E] [--area A] [--scenario GLOB]
import {parseArgs} from 'node:util';
import {createDocker} from '../src/daemon/daemon.ts';
import {judge} from './fidelity/judge.ts';
import {loadRecordings} from './fidelity/recording/load.ts';
import {describe, isMatch, summary} from './fidelity/report.ts';

const {values} = parseArgs({
  options: {
    recordings: {type: 'string', default: 'fixtures/recordings'},
    engine: {type: 'string'},
    area: {type: 'string'},
    scenario: {type: 'string'},
  },
});

const {recordings: folder, ...wanted} = values;
const recordings = loadRecordings(folder, wanted);
if (recordings.length === 0) {
  console.error(`no recording below ${folder} is as wanted: expected <engine>/<area>-<scenario>.ndjson`);
  process.exit(2);
}

const judgements = [];
for (const recording of recordings) {
  const judgement = await judge(recording, createDocker);
  judgements.push(judgement);
  if (!isMatch(judgement) && judgement.excuse === null) console.log(describe(judgement));
}
console.log(summary(judgements));
process.exitCode = judgements.every(each => isMatch(each) || each.excuse !== null) ? 0 : 1;
