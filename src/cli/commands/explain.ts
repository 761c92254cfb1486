import type {Check, Rule} from '../../core/check.ts';
import {listChecks, requirementOf, sourcesOf} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import {nearest} from '../../util/nearest.ts';
import {wrap} from '../../util/wrap.ts';
import type {CommandAction} from '../command.ts';
import {loadFixtures} from '../fixtures.ts';
import {print} from '../terminal.ts';

/** `plugtest explain <id>`: one check's page. */
export const explainCommand: CommandAction = async ({positionals, options}) => {
  const entry = entryNamed(positionals[0] ?? '');
  const page = await pageOf(entry);
  print(options.flag('json') ? `${JSON.stringify(page, null, 2)}\n` : render(page));
  return 0;
};

function entryNamed(id: string): Check | Rule {
  const all = listChecks();
  const found = all.find(entry => entry.id === id);
  if (found) return found;
  const near = nearest(
    id,
    all.map(entry => entry.id),
  );
  const hint = near === undefined ? 'See plugtest list.' : `Did you mean ${near}?`;
  throw new UsageError(`no check has the id "${id}". ${hint}`);
}

type Page = Awaited<ReturnType<typeof pageOf>>;

async function pageOf(entry: Check | Rule) {
  const {id, title, level, kind, problem, consequence, fix} = entry;
  const requirements = [entry.requirement].flat().map(key => ({key, text: requirementOf(key)?.text ?? ''}));
  const example = await catchingFault(id);
  const engines = entry.engines ?? 'all';
  const dependsOn = entry.kind === 'check' ? (entry.dependsOn ?? []) : [];
  const source = sourcesOf(entry.requirement);
  return {
    id,
    title,
    level,
    kind,
    engines,
    requirements,
    problem,
    consequence,
    fix,
    source,
    dependsOn,
    example,
  };
}

/** A fault of the reference plugin that this check is proved against: the example to try. */
async function catchingFault(id: string): Promise<string | null> {
  const faults = await (await loadFixtures()).loadFaults();
  return faults.find(fault => fault.catches?.includes(id))?.name ?? null;
}

function render(page: Page): string {
  const requirement = page.requirements.map(({key, text}) => (text === '' ? key : `${text} (${key})`));
  const example = page.example === null ? [] : [`plugtest demo --fault ${page.example} --select ${page.id}`];
  return [
    `${page.id}   ${page.level}   ${page.kind}   engines: ${page.engines}\n${page.title}\n\n`,
    section('requirement', requirement),
    section('when broken', [page.problem]),
    section('in docker', [page.consequence]),
    section('mend', [page.fix]),
    section('source', page.source),
    section('needs', page.dependsOn),
    section('see it fail', example),
  ].join('');
}

const labelWidth = 13;

function section(label: string, paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap(paragraph => wrap(paragraph, 96 - labelWidth));
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(labelWidth)}${line}\n`).join('');
}
