import {eventsOf, type Recording} from '../recording/events.ts';
import type {Step} from '../recording/steps.ts';

/**
 * Of commands that begin at once, which has its turn first is chance: as recorded, by the first call about the id that each
 * printed. The steps stay where they are, what they do changes places.
 */
export function inRecordedOrder(steps: readonly Step[], recording: Recording): Step[] {
  const bodies = eventsOf(recording, 'request').map(({bodyRaw}) => bodyRaw);
  const turn = ({kind}: Step) => {
    const id = kind.do === 'action' ? kind.action.stdout.trim() : '';
    return /^[0-9a-f]{64}$/.test(id) ? bodies.findIndex(body => body.includes(id)) : -1;
  };
  const crowd = steps.filter(step => turn(step) >= 0 && isAtOnce(step, steps));
  const sorted = [...crowd].sort((a, b) => turn(a) - turn(b));
  return steps.map(step => {
    const kind = sorted[crowd.indexOf(step)]?.kind;
    return kind === undefined ? step : {...step, kind};
  });
}

function isAtOnce(step: Step, steps: readonly Step[]): boolean {
  return steps.some(
    other => other !== step && other.startMs < step.endMs && step.startMs < other.endMs && isAction(other),
  );
}

function isAction({kind}: Step): boolean {
  return kind.do === 'action';
}
