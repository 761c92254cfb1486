import type {Call} from '../recording/timeline.ts';
import type {Difference} from './difference.ts';
import {lanesOf} from './lanes.ts';
import type {Phase} from './phases.ts';
import {sortedPorts} from './ports.ts';
import {type Bindings, lengthOf} from './text.ts';

/** A call of the recording and the one of the replay that took its place. */
export interface Pair {
  readonly recorded: Call;
  readonly got: Call;
}

/** What two lists of calls come to: the pairs, or how they differ. */
export interface Paired {
  readonly pairs: readonly Pair[];
  readonly differences: readonly Difference[];
}

/** Compares the calls of a phase: which, in what order, and every byte of each. */
export function compareCalls(phase: Phase, bindings: Bindings, asRecorded: (text: string) => string): Paired {
  const paired = phase.isOrderFree
    ? pairByLane(phase, bindings)
    : pairInOrder(phase.title, sidesOf(phase), 'calls');
  const different = paired.pairs.flatMap(pair => compareBytes(phase, pair, {bindings, asRecorded}));
  return {pairs: paired.pairs, differences: [...paired.differences, ...different]};
}

interface Lists {
  readonly recorded: readonly Call[];
  readonly got: readonly Call[];
}

function sidesOf(phase: Phase): Lists {
  return {recorded: phase.recorded.calls, got: phase.replayed.calls};
}

function pairByLane(phase: Phase, bindings: Bindings): Paired {
  const isCrowd = phase.steps.length > 1;
  const recorded = lanesOf(phase.recorded.calls, isCrowd, id => bindings.ofRecorded(id));
  const got = lanesOf(phase.replayed.calls, isCrowd, id => bindings.ofGot(id));
  const keys = new Set([...recorded, ...got].map(({key}) => key));
  const results = [...keys].map(key => {
    const listOf = (lanes: typeof recorded) => lanes.find(lane => lane.key === key)?.calls ?? [];
    return pairInOrder(phase.title, {recorded: listOf(recorded), got: listOf(got)}, `calls (${key})`);
  });
  return {
    pairs: results.flatMap(({pairs}) => pairs),
    differences: results.flatMap(({differences}) => differences),
  };
}

function pairInOrder(phase: string, {recorded, got}: Lists, what: string): Paired {
  const expected = recorded.map(label).join(' · ') || 'none';
  const actual = got.map(label).join(' · ') || 'none';
  if (expected !== actual) return {pairs: [], differences: [{phase, what, expected, got: actual}]};
  const pairs = recorded.flatMap((call, at) => {
    const other = got[at];
    return other ? [{recorded: call, got: other}] : [];
  });
  return {pairs, differences: []};
}

/** `Get v1`, with an empty body `Create (no body)`. */
function label(call: Call): string {
  const method = call.path.replace(/^\/(?:VolumeDriver|Plugin)\./, '').replace(/^\//, '');
  const name = /"Name":"((?:[^"\\]|\\.)*)"/.exec(call.body)?.[1]?.replace(/^[0-9a-f]{64}$/, 'ID');
  const note = call.body === '' && !/Activate|Capabilities/.test(method) ? ' (no body)' : '';
  return `${method}${name === undefined ? '' : ` ${name}`}${note}`;
}

interface Eyes {
  readonly bindings: Bindings;
  readonly asRecorded: (text: string) => string;
}

function compareBytes(phase: Phase, {recorded, got}: Pair, {bindings, asRecorded}: Eyes): Difference[] {
  const fields: readonly (readonly [string, string, string])[] = [
    ['request line', requestLine(recorded), requestLine(got)],
    ['headers', headerText(recorded), headerText(got)],
    ['body', sortedPorts(recorded.body), sortedPorts(got.body)],
  ];
  return fields
    .filter(([, expected, actual]) => !bindings.same(expected, asRecorded(actual)))
    .map(([what, expected, actual]) => ({
      phase: phase.title,
      what: `${label(recorded)}: ${what}`,
      expected,
      got: asRecorded(actual),
    }));
}

function requestLine(call: Call): string {
  return `${call.verb} ${call.path} ${call.http}`;
}

/** Instants and names of the run itself are longer or shorter in each; the bodies are compared. */
const OWN_LENGTH = 'that of the body';

function headerText(call: Call): string {
  const length = lengthOf(call.body);
  return call.headers
    .map(([name, value]) => `${name}: ${name === 'Content-Length' && value === length ? OWN_LENGTH : value}`)
    .join('\n');
}
