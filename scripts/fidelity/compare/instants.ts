import type {Step} from '../recording/steps.ts';
import type {Timeline} from '../recording/timeline.ts';
import type {Pair} from './calls.ts';
import type {Difference} from './difference.ts';
import type {Phase} from './phases.ts';

/** Real daemons need time of their own between two calls: starting a container, ending it. */
const callToleranceMs = 800;

/** Starting docker's client, a container, a network. */
const commandToleranceMs = 1500;

/** Ten commands on a machine of few cores wait for each other. */
const crowdToleranceMs = 5000;

/** Booting and ending dockerd itself. */
const daemonToleranceMs = 3500;

/** Compares how long after the one before each call came: retries and time-outs show here. */
export function compareInstants(phase: Phase, pairs: readonly Pair[]): Difference[] {
  if (phase.isOrderFree) return [];
  return gapDifferences(
    phase.title,
    pairs.map(pair => ({...pair, what: pair.recorded.path})),
  );
}

interface Instants {
  readonly what: string;
  readonly recorded: {readonly atMs: number};
  readonly got: {readonly atMs: number};
}

/** Where the time since the one before is not the recorded one. */
export function gapDifferences(phase: string, list: readonly Instants[]): Difference[] {
  return list.slice(1).flatMap(({what, recorded, got}, at) => {
    const before = list[at];
    if (!before) return [];
    const expected = recorded.atMs - before.recorded.atMs;
    const actual = got.atMs - before.got.atMs;
    if (Math.abs(expected - actual) <= callToleranceMs) return [];
    return [{phase, what: `${what}: instant`, expected: ms(expected), got: ms(actual)}];
  });
}

/** Compares how long the commands, starts and stops took: waits without calls show here. */
export function compareDurations(phase: Phase, recorded: Timeline, replayed: Timeline): Difference[] {
  return phase.steps.flatMap(step => {
    const tolerance = toleranceOf(step, phase.steps.length > 1);
    if (tolerance === null) return [];
    const expected = durationOf(recorded, step);
    const actual = durationOf(replayed, step);
    const near = expected === actual || Math.abs(expected - actual) <= tolerance;
    return near ? [] : [{phase: phase.title, what: 'duration', expected: ms(expected), got: ms(actual)}];
  });
}

function toleranceOf({kind}: Step, isCrowd: boolean): number | null {
  if (kind.do === 'action') return isCrowd ? crowdToleranceMs : commandToleranceMs;
  return kind.do === 'daemon-start' || kind.do === 'daemon-end' ? daemonToleranceMs : null;
}

function durationOf(timeline: Timeline, step: Step): number {
  const span = timeline.spans[step.index];
  return span ? span.endMs - span.startMs : Number.POSITIVE_INFINITY;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
