import {eventsOf, type Recording} from '../recording/events.ts';
import type {Step} from '../recording/steps.ts';

/**
 * Of commands that begin at once, which has its turn first is chance: as recorded, by the address pools, which the
 * daemon counts up. The steps stay where they are, what they do changes places.
 */
export function inRecordedOrder(steps: readonly Step[], recording: Recording): Step[] {
  const created = eventsOf(recording, 'request').filter(({path}) => path === '/NetworkDriver.CreateNetwork');
  const pools = created.map(({bodyRaw}) => /"Pool":"([^"]*)"/.exec(bodyRaw)?.[1] ?? '');
  const ranked = [...pools].sort();
  const turn = ({kind}: Step) => {
    const id = kind.do === 'action' ? kind.action.stdout.trim() : '';
    const at = /^[0-9a-f]{64}$/.test(id) ? created.findIndex(({bodyRaw}) => bodyRaw.includes(id)) : -1;
    return at < 0 ? -1 : ranked.indexOf(pools[at] ?? '');
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
