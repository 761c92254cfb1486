import {type Call, type CheckContext, defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {get, mount} from './_calls.ts';
import {createArguments, givenVolume, removeAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];

/** A user who waits longer for `docker volume ls` wonders what is wrong. */
const PATIENCE_MS = 1000;

export const whileMounting = defineCheck({
  id: 'volume.patience.while-mounting',
  title: 'Get, List and Capabilities are answered while a Mount is at work',
  level: 'MUST',
  requirement: 'volume/54',
  problem: 'While a container waited for its volume to be mounted, docker did not answer others.',
  consequence:
    '`docker volume ls`, `docker inspect` and other starts hang for as long as the Mount takes, and fail after 60 s',
  fix: 'Hold no lock that Get, List or Capabilities need while the backend mounts; a lock per volume is enough.',
  needs,
  exclusive: true,
  dependsOn: ['volume.create.succeeds'],
  async run(t) {
    const volume = await givenVolume(t, 'slow');
    const other = await givenVolume(t, 'other');
    await expectAnswers(t, {
      names: [volume.name, other.name],
      work: async () => (await mount(t, volume.name)).call,
    });
  },
});

export const whileCreating = defineCheck({
  id: 'volume.patience.while-creating',
  title: 'Get, List and Capabilities are answered while a Create is at work',
  level: 'MUST',
  requirement: 'volume/54',
  problem: 'While a volume was created, docker did not answer others.',
  consequence:
    '`docker volume ls` and all starts with the driver hang for as long as the Create takes, and fail after 60 s',
  fix: 'Hold no lock that Get, List or Capabilities need while the backend creates; a lock per volume is enough.',
  needs,
  exclusive: true,
  dependsOn: ['volume.create.succeeds'],
  async run(t) {
    const other = await givenVolume(t, 'other');
    const name = t.unique('slow');
    removeAfterwards(t, name);
    const work = () => t.plugin.call('VolumeDriver.Create', createArguments(t, name));
    await expectAnswers(t, {names: [other.name], work});
  },
});

interface Work {
  /** Volumes that Get is asked for. */
  readonly names: readonly string[];
  /** The call that may take long. */
  work(): Promise<Call<unknown>>;
}

/** Fails when a call that is quick by itself waits for the work to end. */
async function expectAnswers(t: CheckContext, {names, work}: Work): Promise<void> {
  const ask = () => [
    ...names.map(name => get(t, name)),
    get(t, hexId(t.random)),
    t.plugin.call('VolumeDriver.List'),
    t.plugin.call('VolumeDriver.Capabilities'),
  ];
  const before = await Promise.all(ask());
  const working = work();
  const beside = await Promise.all(ask());
  const worked = await working;
  const until = endOf(worked);
  for (const [index, call] of beside.entries()) {
    const usual = before[index]?.exchange.timing.totalMs ?? 0;
    const {totalMs} = call.exchange.timing;
    const hasWaited = totalMs > PATIENCE_MS && totalMs > 3 * usual && endOf(call) >= until - totalMs / 10;
    t.expect.ok(
      !hasWaited,
      {
        expected: `${call.method} is answered while ${worked.method} is at work (alone it takes ${ms(usual)})`,
        actual: `it took ${ms(totalMs)}, until ${worked.method} had ended`,
      },
      worked,
      call,
    );
  }
}

function endOf({exchange: {timing}}: Call<unknown>): number {
  return timing.startedAt + timing.totalMs;
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}
