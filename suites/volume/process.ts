import {
  type Call,
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  ownsProcess,
} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {startBesideSilentDocker} from '../transport/_silent-docker.ts';
import {createArguments, removeAfterwards, unmountAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver'), ownsProcess];

export const startsBesideSilentDocker = defineCheck({
  id: 'volume.process.starts-beside-silent-docker',
  title: 'The plugin starts while the Docker API does not answer',
  level: 'MUST',
  requirement: 'volume/66',
  problem: 'The plugin did not listen as long as dockerd did not answer it.',
  consequence:
    'at boot dockerd waits for the plugin and the plugin for dockerd: neither comes up, and `docker info` never returns',
  fix: 'Listen first; ask dockerd later, in the background, with a short time-out.',
  needs,
  exclusive: true,
  dependsOn: ['volume.restart.starts-again', 'volume.data.again-at-once', 'volume.remove.succeeds'],
  // the plugin's own time to start counts, not that of calls
  timeoutMs: 30_000,
  async run(t) {
    await besideSilentDocker(t);
  },
});

export const callsBesideSilentDocker = defineCheck({
  id: 'volume.process.calls-beside-silent-docker',
  title: 'All calls are answered while the Docker API does not answer',
  level: 'MUST',
  requirement: 'volume/66',
  problem: 'The plugin waited for dockerd while dockerd waited for the plugin.',
  consequence:
    'dockerd holds locks while it calls the plugin: its start, `docker run` and often `docker ps` hang until the call times out',
  fix: 'Ask the Docker API nothing while a call is answered; keep what is needed in a state of your own.',
  needs,
  exclusive: true,
  dependsOn: [
    'volume.process.starts-beside-silent-docker',
    'volume.data.again-at-once',
    'volume.remove.succeeds',
  ],
  async run(t) {
    const {calls, asked} = await besideSilentDocker(t);
    for (const call of calls) {
      t.expect.ok(
        call.failure !== 'no-answer',
        {
          expected: `${call.method} is answered while the Docker API (DOCKER_HOST) is silent`,
          actual: `${call.error}; the plugin asked: ${asked.join(', ') || 'nothing'}`,
        },
        call,
      );
    }
  },
});

export const asksNoDocker = defineCheck({
  id: 'volume.process.asks-no-docker',
  title: 'The plugin asks the Docker API nothing while it answers calls',
  level: 'MAY',
  requirement: 'volume/66',
  problem: 'The plugin asked the Docker API while dockerd waited for its answer.',
  consequence: 'where dockerd holds a lock that the question needs, both wait until the call times out',
  fix: 'Ask the Docker API in the background only, with a short time-out.',
  needs,
  exclusive: true,
  dependsOn: ['volume.process.calls-beside-silent-docker'],
  async run(t) {
    const {asked} = await besideSilentDocker(t);
    t.expect.equal(asked, [], 'what the plugin asked the Docker API (DOCKER_HOST) meanwhile');
  },
});

interface Story {
  readonly calls: readonly Call[];
  /** What the plugin asked the Docker API while the calls were under way. */
  readonly asked: readonly string[];
}

/** The story of this run; the first check that asks makes it happen. */
const besideSilentDocker = oncePerRun(tell);

async function tell(t: CheckContext): Promise<Story> {
  const silent = await startBesideSilentDocker(t);
  const before = silent.received().length;
  const calls = await allCalls(t);
  return {calls, asked: silent.received().slice(before)};
}

/** A volume's whole life, and all questions. */
async function allCalls(t: CheckContext): Promise<readonly Call[]> {
  const name = t.unique('silent');
  const id = hexId(t.random);
  removeAfterwards(t, name);
  unmountAfterwards(t, name, id);
  const calls: Call[] = [];
  const send = async (method: string, body?: unknown) => {
    const call: Call = await t.plugin.call(method, body);
    calls.push(call);
    return call.failure !== 'no-answer';
  };
  const story: readonly (readonly [method: string, body?: unknown])[] = [
    ['Plugin.Activate'],
    ['VolumeDriver.Capabilities'],
    ['VolumeDriver.Create', createArguments(t, name)],
    ['VolumeDriver.Get', {Name: name}],
    ['VolumeDriver.List'],
    ['VolumeDriver.Mount', {Name: name, ID: id}],
    ['VolumeDriver.Unmount', {Name: name, ID: id}],
    ['VolumeDriver.Remove', {Name: name}],
  ];
  for (const [method, body] of story) if (!(await send(method, body))) break;
  return calls;
}
