/** The files of a new check by their names: check, fault that it must catch, page. */
export function checkStub(id: string): Readonly<Record<string, string>> {
  const area = id.slice(0, id.indexOf('.'));
  return {
    [`${id}.mjs`]: checkFile(id, area),
    [`${id}.fault.mjs`]: faultFile(id, area),
    [`${id}.md`]: pageFile(id),
  };
}

function checkFile(id: string, area: string): string {
  return `// Try it: plugtest demo --suite ./${id}.mjs --select ${id}
import {defineCheck, implementsDriver} from 'plugtest/authoring';

/** What plugins owe, with its source; a check names the rows that it tests. */
export const requirements = {
  1: {text: 'A created volume is found under its name.', source: ['where this is written or seen']},
};

export const check = defineCheck({
  id: '${id}',
  title: 'A created volume is found under its name',
  level: 'MUST',
  requirement: '${area}/1',
  problem: 'A volume that was just created was not found.',
  consequence: '\`docker volume inspect\` prints \`no such volume\`.',
  fix: 'Answer Get with the volumes that Create made.',
  needs: [implementsDriver('VolumeDriver')],
  async run(t) {
    const name = t.unique('new');
    t.cleanup(() => t.plugin.call('VolumeDriver.Remove', {Name: name}, {probe: true}));
    t.expect(await t.plugin.call('VolumeDriver.Create', {Name: name, Opts: null})).toSucceed();
    t.expect(await t.plugin.call('VolumeDriver.Get', {Name: name})).toSucceed();
  },
});
`;
}

function faultFile(id: string, area: string): string {
  return `// A plugin that is wrong in this one thing; the check must catch it:
// plugtest demo --fault ./${id}.fault.mjs --suite ./${id}.mjs --select ${id}
export const fault = {
  name: '${id.replaceAll('.', '-')}-fault',
  interface: 'volume',
  describe: 'Get knows no volume.',
  expects: '${area}/1',
  catches: ['${id}'],
  apply(plugin) {
    plugin.handlers.set('VolumeDriver.Get', () => ({Err: 'no such volume'}));
  },
};
`;
}

function pageFile(id: string): string {
  return `# ${id}

What a correct plugin does, in one sentence.

## In docker

What dockerd does when a plugin does not, and the text that its user reads.

## Mend

One sentence to the plugin's author.

## Source

- where this is written or seen

## See it fail

    plugtest demo --fault ./${id}.fault.mjs --suite ./${id}.mjs --select ${id}
`;
}
