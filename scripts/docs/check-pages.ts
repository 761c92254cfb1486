import {type CheckPage, checkPage} from '../../src/cli/check-page.ts';
import {listChecks} from '../../src/run.ts';

const note = '<!-- Made by `npm run docs`; change the check instead. -->\n';

/** Every page of docs/checks by file name: one per check, and an index. */
export async function checkPages(): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(listChecks().map(checkPage));
  return new Map([
    ['README.md', index(pages)],
    ...pages.map(page => [`${page.id}.md`, render(page)] as const),
  ]);
}

function index(pages: readonly CheckPage[]): string {
  const areas = [...new Set(pages.map(({id}) => areaOf(id)))];
  const sections = areas.map(area => {
    const rows = pages.filter(({id}) => areaOf(id) === area);
    const lines = rows.map(({id, level, title}) => `| [${id}](${id}.md) | ${level} | ${cell(title)} |\n`);
    return `\n## ${area} (${rows.length})\n\n| check | level | what a correct plugin does |\n|---|---|---|\n${lines.join('')}`;
  });
  return `${note}# The ${pages.length} checks\n\nA page of each; \`plugtest explain <id>\` prints the same. How to read a report: [results.md](../results.md).\n${sections.join('')}`;
}

function render(page: CheckPage): string {
  const {id, title, level, kind, engines, examples, dependsOn, tags, source} = page;
  const requirement = page.requirements.map(({key, text}) => `${text} (${key})`);
  const what = kind === 'rule' ? 'rule: judges every exchange of a run' : 'check';
  const tagged = tags.length === 0 ? '' : `, tagged ${tags.join(', ')}`;
  return [
    `${note}# ${id}\n\n${title}.\n\n**${level}**, ${what}, engines ${engines}${tagged}\n`,
    section('Requirement', requirement),
    section('When it is broken', [page.problem]),
    section('In docker', [page.consequence]),
    section('Mend', [page.fix]),
    list('Source', source),
    list(
      'Needs first',
      dependsOn.map(other => `[${other}](${other}.md)`),
    ),
    examples.length === 0
      ? ''
      : `\n## See it fail\n\n${examples.map(command => `    ${command}\n`).join('')}`,
  ].join('');
}

function section(title: string, paragraphs: readonly string[]): string {
  return `\n## ${title}\n\n${paragraphs.join('\n\n')}\n`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `\n## ${title}\n\n${items.map(item => `- ${item}\n`).join('')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function areaOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}
