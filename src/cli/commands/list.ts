import {selectChecks} from '../../core/select.ts';
import {interfaceNames, listChecks} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import {nearest} from '../../util/nearest.ts';
import type {CommandAction} from '../command.ts';
import {expandPatterns} from '../patterns.ts';
import {table} from '../table.ts';
import {print} from '../terminal.ts';

/** `plugtest list`: the checks as a table or as JSON. */
export const listCommand: CommandAction = async ({options}) => {
  const wanted = options.list('interface');
  refuseUnknownInterface(wanted);
  const all = listChecks().filter(({id}) => wanted.length === 0 || wanted.includes(areaOf(id)));
  const {selected} = selectChecks(all, {
    select: expandPatterns(options.list('select')),
    exclude: expandPatterns(options.list('exclude')),
  });
  if (options.flag('json')) {
    const rows = selected.map(({id, kind, level, title, tags}) => ({
      id,
      interface: areaOf(id),
      kind,
      level,
      title,
      tags: tags ?? [],
    }));
    print(`${JSON.stringify(rows, null, 2)}\n`);
  } else {
    print(table(selected.map(({id, level, title}) => [id, level, title])));
    print(`${selected.length} checks; plugtest explain <id> tells more about one\n`);
  }
  return 0;
};

function areaOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}

function refuseUnknownInterface(wanted: readonly string[]): void {
  const known = [...new Set([...listChecks().map(({id}) => areaOf(id)), ...interfaceNames()])];
  const unknown = wanted.find(name => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new UsageError(`no interface is named "${unknown}": expected ${known.join(', ')}.${hint}`);
}
