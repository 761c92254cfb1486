// Judges the daemon model by recordings of real daemons (docs/fidelity.md):
// npm run fidelity -- [--recordings DIR] [--engine E] [--area A] [--scenario GLOB]
// Exit code: 0 when all that is in scope matches, 1 when not, 2 for wrong usage.
import {statSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {createDocker} from '../src/daemon/daemon.ts';
import {type Judgement, judge} from './fidelity/judge.ts';
import type {Recording} from './fidelity/recording/events.ts';
import {loadRecordings} from './fidelity/recording/load.ts';
import {describe, isMatch, summary} from './fidelity/report.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  let recordings: Recording[];
  try {
    recordings = wantedRecordings();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  const judgements: Judgement[] = [];
  for (const recording of recordings) {
    const judgement = await judge(recording, createDocker);
    judgements.push(judgement);
    if (!isMatch(judgement) && judgement.excuse === null) console.log(describe(judgement));
  }
  console.log(summary(judgements));
  return judgements.every(each => isMatch(each) || each.excuse !== null) ? 0 : 1;
}

function wantedRecordings(): Recording[] {
  const {values} = parseArgs({
    options: {
      recordings: {type: 'string', default: 'fixtures/recordings'},
      engine: {type: 'string'},
      area: {type: 'string'},
      scenario: {type: 'string'},
    },
  });
  const {recordings: folder, ...wanted} = values;
  const expected = 'expected <engine>/<area>-<scenario>.ndjson in it';
  if (!isFolder(folder)) throw new Error(`--recordings: "${folder}" is no folder; ${expected}.`);
  const recordings = loadRecordings(folder, wanted);
  if (recordings.length > 0) return recordings;
  throw new Error(`No recording below ${folder} is as wanted; ${expected}.`);
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
