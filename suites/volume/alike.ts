import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {missing, type Proof, writeProof} from './_files.ts';
import {
  createArguments,
  type GivenMount,
  givenMount,
  lookUp,
  mayShareOnePlace,
  release,
  removeAfterwards,
  within,
} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];

/** Slow plugins are tried with fewer names. */
const BUDGET_MS = 6000;

/** One volume of several with similar names, in use. */
interface Used {
  readonly mount: GivenMount;
  /** Null where files can't be reached from here. */
  readonly proof: Proof | null;
}

/** Pairs of names that a careless driver takes for one, or finds one in the other. */
function pairs(t: CheckContext): readonly (readonly [string, string])[] {
  const base = t.unique('alike');
  const long = base.padEnd(70, 'x');
  const longer = long.padEnd(140, 'y');
  const longest = longer.padEnd(254, 'z');
  return [
    [base, `${base}-2`],
    [`${base}-web-2`, `${base}-web`],
    [`${base}-x.y`, `${base}-x_y`],
    [`${base}.v1`, `${base}.v2`],
    [`${base}-x-y`, `${base}-xzy`],
    [`${base}-Abc`, `${base}-abc`],
    [`${base}+y`, `${base} y`],
    [`${base}%2Dz`, `${base}-z`],
    [`${base}-\u00e9`, `${base}-e\u0301`],
    [`${long}1`, `${long}2`],
    [`${longer}1`, `${longer}2`],
    [`${longest}1`, `${longest}2`],
    [`${t.unique('first')}-${'e'.repeat(70)}`, `${t.unique('second')}-${'e'.repeat(70)}`],
  ];
}

export const filesApart = defineCheck({
  id: 'volume.alike.apart',
  title: 'Volumes whose names differ in a letter, a sign or their end are different volumes',
  level: 'MUST',
  requirement: ['volume/3', 'volume/27'],
  problem: 'Two volumes with similar names turned out to be one.',
  consequence:
    '`docker volume create` of the second says yes, and its containers work on the files of the first; removing one empties the other',
  fix: 'Use the whole name as it is for look-ups, and make folder names of it without loss (a hash, or escapes); refuse names that you cannot tell apart.',
  needs,
  dependsOn: ['volume.data.volumes-apart', 'volume.get.exact-name', 'volume.names.long'],
  timeoutMs: 60_000,
  async run(t) {
    await withPairs(t, async (one, other) => {
      if (one.proof === null) return;
      const seen = await missing(t, other.mount.mountpoint, one.proof);
      t.expect.ok(seen !== '', {
        expected: `no file of "${one.mount.volume.name}" in "${other.mount.volume.name}"`,
        actual: `it has ${one.proof.file}`,
      });
    });
  },
});

export const unmountOne = defineCheck({
  id: 'volume.alike.unmount-one',
  title: 'Unmount of a volume leaves one with a similar name mounted',
  level: 'MUST',
  requirement: ['volume/3', 'volume/31'],
  problem: 'When a volume was unmounted, one with a similar name lost its files.',
  consequence: 'a container stops, and another one goes on with an empty folder: silent data loss',
  fix: 'Compare names and paths as a whole where mounts are looked up: `web` is not in use because `web-2` is, nor free with it.',
  needs,
  dependsOn: ['volume.alike.apart'],
  timeoutMs: 60_000,
  async run(t) {
    await withPairs(t, async (one, other) => {
      await release(t, one.mount);
      await expectThere(t, other, `the Unmount of "${one.mount.volume.name}"`);
    });
  },
});

export const removeOne = defineCheck({
  id: 'volume.alike.remove-one',
  title: 'Remove of a volume leaves one with a similar name alone',
  level: 'MUST',
  requirement: ['volume/3', 'volume/14'],
  problem: 'With a volume another one with a similar name was removed, or lost its files.',
  consequence: '`docker volume rm web` destroys the data of `web-2`',
  fix: 'Delete exactly the folder and the record of the volume: no `*` after its name, no search by pattern.',
  needs,
  dependsOn: ['volume.alike.unmount-one', 'volume.remove.with-files'],
  timeoutMs: 60_000,
  async run(t) {
    await withPairs(t, async (one, other) => {
      const {name} = one.mount.volume;
      await release(t, one.mount);
      t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
      await expectThere(t, other, `the Remove of "${name}"`);
    });
  },
});

/** For each pair that Create accepts: both are made and mounted, and a file is written into each. */
async function withPairs(t: CheckContext, judge: (one: Used, other: Used) => Promise<void>): Promise<void> {
  if (mayShareOnePlace(t))
    t.untestable('all volumes get the same options, which may name one place: write {name} into it');
  const goesOn = within(BUDGET_MS);
  for (const names of pairs(t)) {
    if (!goesOn()) return;
    const made = [];
    for (const name of names) if (await create(t, name)) made.push(name);
    for (const name of made) await expectKnown(t, name);
    const used = [];
    for (const name of made) used.push(await use(t, name));
    const [one, other] = used;
    if (one !== undefined && other !== undefined) await judge(one, other);
  }
}

async function create(t: CheckContext, name: string): Promise<boolean> {
  removeAfterwards(t, name);
  return (await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).ok;
}

async function expectKnown(t: CheckContext, name: string): Promise<void> {
  const {call, volume} = await lookUp(t, name);
  t.expect.ok(
    volume?.Name === name,
    {expected: `Get finds "${name}", which Create accepted`, actual: call.error || JSON.stringify(volume)},
    call,
  );
}

async function use(t: CheckContext, name: string): Promise<Used> {
  const mount = await givenMount(t, {name});
  const isSeen = (await t.host.kind(mount.mountpoint)) === 'directory';
  return {mount, proof: isSeen ? await writeProof(t, mount.mountpoint) : null};
}

/** The volume is known, and has its file. */
async function expectThere(t: CheckContext, {mount, proof}: Used, after: string): Promise<void> {
  await expectKnown(t, mount.volume.name);
  const lost = proof === null ? '' : await missing(t, mount.mountpoint, proof);
  t.expect.ok(lost === '', {
    expected: `"${mount.volume.name}" has its files after ${after}`,
    actual: lost,
  });
}
