import type {Difference} from './difference.ts';
import {gapDifferences} from './instants.ts';
import type {Phase} from './phases.ts';

/** Compares what the daemon said of failed calls, and when: a refused connection shows nowhere else. */
export function compareLogs(phase: Phase, asRecorded: (text: string) => string): Difference[] {
  const expected = phase.recorded.logs.map(({text}) => text);
  const got = phase.replayed.logs.map(({text}) => asRecorded(text));
  if (phase.isOrderFree) {
    expected.sort();
    got.sort();
  }
  if (expected.join('\n') !== got.join('\n')) {
    const what = "daemon's log";
    return [
      {phase: phase.title, what, expected: expected.join('\n') || 'none', got: got.join('\n') || 'none'},
    ];
  }
  if (phase.isOrderFree) return [];
  return gapDifferences(
    phase.title,
    phase.recorded.logs.map((recorded, at) => ({
      recorded,
      got: phase.replayed.logs[at] ?? recorded,
      what: 'retry',
    })),
  );
}
