import type {Played} from '../replay/play.ts';
import {compareCalls} from './calls.ts';
import {ConnectionPairs, compareCloses} from './connections.ts';
import type {Difference} from './difference.ts';
import {compareDurations, compareInstants} from './instants.ts';
import {compareLogs} from './logs.ts';
import {compareOutcomes} from './outcomes.ts';
import {phasesOf} from './phases.ts';
import {comparePipes} from './pipes.ts';
import {Bindings} from './text.ts';

/** All differences between a recording and its replay, in the order of the scenario. */
export function compare(played: Played): Difference[] {
  const {steps, recorded, replayed, asRecorded, trouble} = played;
  const phases = phasesOf(steps, recorded, replayed);
  const bindings = new Bindings();
  const connections = new ConnectionPairs();
  const differences = phases.flatMap(phase => {
    // of commands at once the outputs tell which id is whose
    const isCrowd = phase.steps.length > 1;
    const early = isCrowd ? compareOutcomes(phase, {recorded, replayed, bindings, asRecorded}) : [];
    const calls = compareCalls(phase, bindings, asRecorded);
    return [
      ...early,
      ...calls.differences,
      ...compareInstants(phase, calls.pairs),
      ...compareLogs(phase, asRecorded),
      ...connections.compare(phase, calls.pairs),
      ...(isCrowd ? [] : compareOutcomes(phase, {recorded, replayed, bindings, asRecorded})),
      ...compareDurations(phase, recorded, replayed),
    ];
  });
  const ends = compareCloses(phases, {recorded, replayed}, connections);
  const broken =
    trouble === null ? [] : [{phase: '(replay)', what: 'trouble', expected: 'none', got: trouble}];
  const fifos = comparePipes(played.pipes.recorded, played.pipes.replayed);
  return [...broken, ...differences, ...ends, ...fifos];
}
