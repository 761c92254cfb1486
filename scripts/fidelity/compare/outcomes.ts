import type {Timeline} from '../recording/timeline.ts';
import type {Difference} from './difference.ts';
import {outcomeOf, type Phase} from './phases.ts';
import type {Bindings} from './text.ts';

/** What is compared of the outcomes, and how. */
export interface OutcomeEyes {
  readonly recorded: Timeline;
  readonly replayed: Timeline;
  readonly bindings: Bindings;
  readonly asRecorded: (text: string) => string;
}

/** Compares what the user saw: exit code, both outputs. */
export function compareOutcomes(phase: Phase, eyes: OutcomeEyes): Difference[] {
  return phase.steps.flatMap(step => {
    const {kind} = step;
    if (kind.do !== 'action') return [];
    const expected = outcomeOf(eyes.recorded, step);
    const got = outcomeOf(eyes.replayed, step);
    const title = kind.action.cmd;
    if (!got) return [{phase: title, what: 'outcome', expected: `exit ${expected?.exit}`, got: 'no end'}];
    const exit = exitText(expected?.exit ?? null);
    const fields: (readonly [string, string, string | null])[] = [
      ['exit code', exit, exitText(got.exit)],
      ['stdout', expected?.stdout ?? '', got.stdout],
      ['stderr', expected?.stderr ?? '', got.stderr],
    ];
    return fields.flatMap(([what, wanted, actual]) =>
      actual === null || eyes.bindings.same(wanted, eyes.asRecorded(actual))
        ? []
        : [{phase: title, what, expected: wanted, got: eyes.asRecorded(actual)}],
    );
  });
}

function exitText(exit: number | null): string {
  return exit === null ? 'killed' : String(exit);
}
