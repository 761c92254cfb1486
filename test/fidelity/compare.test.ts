import assert from 'node:assert/strict';
import test from 'node:test';
import {compare} from '../../scripts/fidelity/compare/compare.ts';
import {loadRecordings} from '../../scripts/fidelity/recording/load.ts';
import {stepsOf} from '../../scripts/fidelity/recording/steps.ts';
import {recordedTimeline, type Timeline} from '../../scripts/fidelity/recording/timeline.ts';

/** Compares a scenario with a changed copy of itself. */
function compareWith(scenario: string, change: (timeline: Timeline) => Timeline): string[] {
  const [recording] = loadRecordings('fixtures/recordings', {
    engine: '26.1.5',
    scenario: `volume-${scenario}`,
  });
  assert.ok(recording, scenario);
  const steps = stepsOf(recording);
  const recorded = recordedTimeline(recording, steps);
  const asRecorded = (text: string) => text;
  const differences = compare({
    steps,
    recorded,
    replayed: change(recorded),
    asRecorded,
    pipes: {recorded: [], replayed: []},
    trouble: null,
  });
  return differences.map(({what}) => what);
}

test('Every recording equals itself', () => {
  for (const recording of loadRecordings('fixtures/recordings')) {
    const steps = stepsOf(recording);
    const timeline = recordedTimeline(recording, steps);
    const played = {
      pipes: {recorded: [], replayed: []},
      steps,
      recorded: timeline,
      replayed: timeline,
      asRecorded: (text: string) => text,
    };
    assert.deepEqual(compare({...played, trouble: null}), [], recording.name);
  }
});

const changes: readonly {
  readonly title: string;
  readonly scenario: string;
  readonly change: (timeline: Timeline) => Timeline;
  readonly finds: readonly string[];
}[] = [
  {
    title: 'a missing call',
    scenario: 'create',
    change: it => ({...it, calls: it.calls.slice(0, -1)}),
    finds: ['calls'],
  },
  {
    title: 'two calls in another order',
    scenario: 'create',
    change: it => ({...it, calls: swap(it.calls, 2, 3)}),
    finds: ['calls'],
  },
  {
    title: 'a header out of order',
    scenario: 'create',
    change: it => changeCall(it, 1, call => ({...call, headers: [...call.headers].reverse()})),
    finds: ['Capabilities: headers'],
  },
  {
    title: 'a byte of a body',
    scenario: 'create',
    change: it => changeCall(it, 3, call => ({...call, body: call.body.replace('null', '{}')})),
    finds: ['Create v1: headers', 'Create v1: body'],
  },
  {
    title: 'an id that is not kept from Mount to Unmount',
    scenario: 'run-existing-volume',
    change: it =>
      changeCall(it, 8, call => ({...call, body: call.body.replace(/[0-9a-f]{64}/, 'e'.repeat(64))})),
    finds: ['Unmount v1: body'],
  },
  {
    title: 'a new connection where one was kept',
    scenario: 'create',
    change: it => changeCall(it, 2, call => ({...call, conn: 2})),
    finds: ['/VolumeDriver.Get: connection', '/VolumeDriver.Create: connection'],
  },
  {
    title: 'a retry at another instant',
    scenario: 'plugin-drops-request',
    change: it => changeCall(it, 6, call => ({...call, atMs: call.atMs - 950})),
    finds: ['/VolumeDriver.Create: instant'],
  },
  {
    title: 'an exit code, an error text',
    scenario: 'create-fails-404',
    change: it => ({
      ...it,
      outcomes: it.outcomes.map(each => (each.n === 1 ? {...each, exit: 0, stderr: ''} : each)),
    }),
    finds: ['exit code', 'stderr'],
  },
  {
    title: 'a wait that is too short',
    scenario: 'never-there',
    change: it => ({...it, spans: it.spans.map(span => ({...span, endMs: span.startMs + 1000}))}),
    finds: ['duration', 'duration'],
  },
  {
    title: 'a retry that reached no plugin',
    scenario: 'plugin-down-refused',
    change: it => ({...it, logs: it.logs.slice(1)}),
    finds: ["daemon's log"],
  },
  {
    title: 'a retry that reached no plugin, at another instant',
    scenario: 'plugin-down-refused',
    change: it => ({
      ...it,
      logs: it.logs.map((log, at) => (at === 2 ? {...log, atMs: log.atMs + 1000} : log)),
    }),
    finds: ['retry: instant', 'retry: instant'],
  },
  {
    title: 'one connection too many',
    scenario: 'create',
    change: it => ({...it, opened: {rec: 2}}),
    finds: ['opened connections'],
  },
  {
    title: 'a connection that somebody else closed',
    scenario: 'plugin-drops-request',
    change: it => ({...it, closes: it.closes.map(close => ({...close, by: 'daemon'}))}),
    finds: ['closed connections'],
  },
];

for (const {title, scenario, change, finds} of changes) {
  test(`The comparison finds ${title}`, () => {
    assert.deepEqual(compareWith(scenario, change), finds);
  });
}

test('Calls of different volumes may change places where dockerd leaves their order to chance', () => {
  const reversed = (it: Timeline) => ({
    ...it,
    calls: it.calls.toSorted((a, b) => volume(a).localeCompare(volume(b))),
  });
  const volume = (call: {body: string}) => /"Name":"(p\d)"/.exec(call.body)?.[1] ?? '';
  assert.deepEqual(compareWith('parallel-creates', reversed), []);
});

function changeCall(
  timeline: Timeline,
  index: number,
  change: (call: Timeline['calls'][number]) => Timeline['calls'][number],
): Timeline {
  return {...timeline, calls: timeline.calls.map((call, at) => (at === index ? change(call) : call))};
}

function swap<T>(items: readonly T[], a: number, b: number): T[] {
  return items.map((item, at) => (at === a ? (items[b] ?? item) : at === b ? (items[a] ?? item) : item));
}
