import type {Check, Rule} from '../../core/check.ts';
import {listChecks} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import {nearest} from '../../util/nearest.ts';
import {wrap} from '../../util/wrap.ts';
import {type CheckPage, checkPage} from '../check-page.ts';
import type {CommandAction} from '../command.ts';
import {print} from '../terminal.ts';

/** `plugtest explain <id>`: one check's page. */
export const explainCommand: CommandAction = async ({positionals, options}) => {
  const entry = entryNamed(positionals[0] ?? '');
  const page = await checkPage(entry);
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

function render(page: CheckPage): string {
  const requirement = page.requirements.map(({key, text}) => (text === '' ? key : `${text} (${key})`));
  return [
    `${page.id}   ${page.level}   ${page.kind}   engines: ${page.engines}\n${page.title}\n\n`,
    section('requirement', requirement),
    section('when broken', [page.problem]),
    section('in docker', [page.consequence]),
    section('mend', [page.fix]),
    section('source', page.source),
    section('needs', page.dependsOn),
    section('see it fail', page.examples.slice(0, 1)),
  ].join('');
}

const labelWidth = 13;

function section(label: string, paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap(paragraph => wrap(paragraph, 96 - labelWidth));
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(labelWidth)}${line}\n`).join('');
}
