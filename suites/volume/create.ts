import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {createArguments, listedNames, lookUp, optionsFor, removeAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.create.succeeds', 'volume.get.after-create'];

export const succeeds = defineCheck({
  id: 'volume.create.succeeds',
  title: 'Create of a new volume succeeds',
  level: 'MUST',
  requirement: ['volume/15', 'volume/56'],
  problem: 'A volume could not be created.',
  consequence: '`docker volume create` fails with `create <name>: …`',
  fix: 'Answer Create with 200 and `{}`, also when Opts is null. If the driver needs options, give them with --volume-opt.',
  needs,
  async run(t) {
    const name = t.unique('new');
    removeAfterwards(t, name);
    t.expect(await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).toSucceed();
  },
});

export const nullOpts = defineCheck({
  id: 'volume.create.null-opts',
  title: 'Create with Opts null is answered as Create with Opts {}',
  level: 'MUST',
  requirement: 'volume/15',
  problem: 'Whether a volume can be created without options depends on the version of the docker command.',
  consequence:
    'commands up to 20.10 send `{}`, later ones and `docker run -v` send `null`: one of them fails with `create <name>: …`',
  fix: 'Take `"Opts": null` and `"Opts": {}` both for no options.',
  needs,
  dependsOn,
  async run(t) {
    const withNull = await createWith(t, {Opts: null});
    const withEmpty = await createWith(t, {Opts: {}});
    t.expect(withNull).toAnswer();
    t.expect(withEmpty).toAnswer();
    if (withNull.ok === withEmpty.ok) return;
    t.expect(withNull).toSucceed();
    t.expect(withEmpty).toSucceed();
  },
});

export const absentOpts = defineCheck({
  id: 'volume.create.absent-opts',
  title: 'Create without Opts is answered as Create with Opts null',
  level: 'SHOULD',
  requirement: 'volume/15',
  problem: 'A volume cannot be created by a caller that leaves Opts out.',
  consequence:
    'dockerd always sends Opts; other callers of the plugin (classic Swarm, orchestrators, curl) need not',
  fix: 'Take a missing Opts for no options.',
  needs,
  dependsOn,
  async run(t) {
    const absent = await createWith(t, {}, {probe: true});
    const withNull = await createWith(t, {Opts: null});
    t.expect(absent).toAnswer();
    if (withNull.ok) t.expect(absent).toSucceed();
  },
});

export const failedLeavesNothing = defineCheck({
  id: 'volume.create.failed-leaves-nothing',
  title: 'A Create that was refused leaves no volume behind',
  level: 'MUST',
  requirement: 'volume/18',
  problem: 'A volume whose creation failed is there all the same.',
  consequence:
    'the next `docker volume create` of that name "succeeds" without a call: a half made volume is used',
  fix: 'Check all arguments before making anything, and undo what was made when a later step fails.',
  needs,
  dependsOn: [...dependsOn, 'volume.list.after-create', 'volume.get.unknown-name-changes-nothing'],
  async run(t) {
    const name = await refusedName(t);
    const {call, volume} = await lookUp(t, name);
    t.expect.ok(
      volume === null,
      {expected: `Get does not find "${name}", which Create refused`, actual: JSON.stringify(volume)},
      call,
    );
    const names = await listedNames(t);
    t.expect.ok(!names.includes(name), {
      expected: `List does not show "${name}", which Create refused`,
      actual: 'List shows it',
    });
    const mended = await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
    t.expect(mended).toSucceed();
  },
});

/** Arguments that one plugin or another refuses: a mistyped option, a value that fits no option, a wrong type. */
const refusable: readonly Readonly<Record<string, unknown>>[] = [
  {'plugtest-no-such-option': 'x'},
  {size: 'plugtest: not a size'},
  {'plugtest-number': 1},
];

/** A name that Create refused because of its options. */
async function refusedName(t: CheckContext): Promise<string> {
  for (const more of refusable) {
    const name = t.unique('refused');
    removeAfterwards(t, name);
    const body = {Name: name, Opts: {...optionsFor(t, name), ...more}};
    const created = await t.plugin.call('VolumeDriver.Create', body, {probe: true});
    if (created.failure === 'err' || created.failure === 'status') return name;
  }
  return t.untestable('no Create could be made to fail: the driver takes any options');
}

async function createWith(
  t: CheckContext,
  rest: Readonly<Record<string, unknown>>,
  options: {readonly probe?: boolean} = {},
) {
  const name = t.unique('opts');
  removeAfterwards(t, name);
  return t.plugin.call('VolumeDriver.Create', {Name: name, ...rest}, options);
}
