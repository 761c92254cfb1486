import type {Step} from '../recording/steps.ts';
import type {ActionOutcome, Call, Log, Timeline} from '../recording/timeline.ts';

/** A stretch of a scenario that nothing of before reaches into: one command, or several that ran at once. */
export interface Phase {
  /** The commands and events that it is made of. */
  readonly title: string;
  readonly steps: readonly Step[];
  /** dockerd leaves the order of calls of different volumes to chance here. */
  readonly isOrderFree: boolean;
  readonly recorded: Side;
  readonly replayed: Side;
}

/** What one side saw in a phase. */
export interface Side {
  readonly startMs: number;
  readonly calls: readonly Call[];
  readonly logs: readonly Log[];
}

/** Cuts both sides at the steps before which all others had ended. */
export function phasesOf(steps: readonly Step[], recorded: Timeline, replayed: Timeline): Phase[] {
  const cuts = steps.filter(step => step.afterEndOf.length === step.index).map(step => step.index);
  return cuts.map((cut, at) => {
    const end = cuts[at + 1];
    const inside = steps.slice(cut, end);
    const sideOf = (timeline: Timeline) => side(timeline, cut, end);
    const sides = {recorded: sideOf(recorded), replayed: sideOf(replayed)};
    return {
      title: titleOf(inside),
      steps: inside,
      isOrderFree: isOrderFree(inside, sides.recorded),
      ...sides,
    };
  });
}

function side(timeline: Timeline, cut: number, end: number | undefined): Side {
  const startMs = timeline.spans[cut]?.startMs ?? Number.POSITIVE_INFINITY;
  const endMs = end === undefined ? undefined : timeline.spans[end]?.startMs;
  const isInside = ({atMs}: {readonly atMs: number}) =>
    atMs >= startMs && atMs < (endMs ?? Number.POSITIVE_INFINITY);
  return {startMs, calls: timeline.calls.filter(isInside), logs: timeline.logs.filter(isInside)};
}

/** Commands at once; restores of several volumes and containers; a container's mounts, which dockerd keeps in a map; several containers, which the client ends at once; several plugins. */
function isOrderFree(steps: readonly Step[], recorded: Side): boolean {
  const commands = steps.flatMap(({kind}) => (kind.do === 'action' ? [kind.action.cmd] : []));
  if (commands.length > 1) return true;
  if (steps.some(({kind}) => kind.do === 'daemon-start' || kind.do === 'daemon-end')) return true;
  const mounts = (commands[0]?.match(/ (-v|--mount|--volumes-from) /g) ?? []).length;
  if (/^docker (?:rm|stop|kill) (?:-\S+ (?:\d+ )?)*\S+ \S/.test(commands[0] ?? '')) return true;
  return mounts > 1 || new Set(recorded.calls.map(call => call.plugin)).size > 1;
}

function titleOf(steps: readonly Step[]): string {
  return steps.map(titleOfStep).join(' ∥ ');
}

function titleOfStep({kind}: Step): string {
  switch (kind.do) {
    case 'action':
      return kind.action.cmd;
    case 'daemon-start':
      return `(${kind.argv.join(' ')})`;
    case 'daemon-reload':
      return '(daemon SIGHUP)';
    case 'daemon-end':
      return kind.how === 'kill' ? '(daemon SIGKILL)' : '(daemon SIGTERM)';
    case 'note':
      return `(note: ${kind.text})`;
    default:
      return `(plugin ${kind.plugin}: ${kind.do})`;
  }
}

/** The outcome of an action step on one side. */
export function outcomeOf(timeline: Timeline, step: Step): ActionOutcome | undefined {
  const {kind} = step;
  if (kind.do !== 'action') return undefined;
  return timeline.outcomes.find(outcome => outcome.n === kind.action.n);
}
