import type {Step} from '../recording/steps.ts';
import type {Timeline} from '../recording/timeline.ts';
import type {Pair} from './calls.ts';
import type {Difference} from './difference.ts';
import type {Phase} from './phases.ts';

/** Real daemons need time of their own between two calls: starting a container, ending it. */
const callToleranceMs = 900;

/** Starting docker's client, a container, a network. */
const commandToleranceMs = 1500;

/** Booting and ending dockerd itself. */
const daemonToleranceMs = 3500;

/** Compares when the calls came, counted from the first of the phase: retries and time-outs show here. */
export function compareInstants(phase: Phase, pairs: readonly Pair[]): Difference[] {
  const [first] = pairs;
  if (phase.isOrderFree || !first) return [];
  return pairs.flatMap(({recorded, got}) => {
    const expected = recorded.atMs - first.recorded.atMs;
    const actual = got.atMs - first.got.atMs;
    if (Math.abs(expected - actual) <= callToleranceMs) return [];
    return [{phase: phase.title, what: `${recorded.path}: instant`, expected: ms(expected), got: ms(actual)}];
  });
}

/** Compares how long the commands, starts and stops took: waits without calls show here. */
export function compareDurations(phase: Phase, recorded: Timeline, replayed: Timeline): Difference[] {
  return phase.steps.flatMap(step => {
    const tolerance = toleranceOf(step);
    if (tolerance === null) return [];
    const expected = durationOf(recorded, step);
    const actual = durationOf(replayed, step);
    const near = expected === actual || Math.abs(expected - actual) <= tolerance;
    return near ? [] : [{phase: phase.title, what: 'duration', expected: ms(expected), got: ms(actual)}];
  });
}

function toleranceOf({kind}: Step): number | null {
  if (kind.do === 'action') return commandToleranceMs;
  return kind.do === 'daemon-start' || kind.do === 'daemon-end' ? daemonToleranceMs : null;
}

function durationOf(timeline: Timeline, step: Step): number {
  const span = timeline.spans[step.index];
  return span ? span.endMs - span.startMs : Number.POSITIVE_INFINITY;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
