import {existsSync, writeFileSync} from 'node:fs';
import {listChecks} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import type {CommandAction} from '../command.ts';
import {checkStub} from '../stubs/check.ts';
import {print} from '../terminal.ts';
import {unwritable} from '../user-files.ts';

/** `plugtest new check <id>`: writes a check, a fault and a page here, ready to fill in. */
export const newCommand: CommandAction = async ({positionals}) => {
  const [what, id = ''] = positionals;
  if (what !== 'check') throw new UsageError(`"${what}" can't be made: expected plugtest new check <id>`);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/.test(id))
    throw new UsageError(
      `"${id}" is no id: expected three lower-case words with dots, such as mine.get.answers`,
    );
  if (listChecks().some(check => check.id === id))
    throw new UsageError(`there is a check with the id "${id}" already`);
  const files = Object.entries(checkStub(id));
  const taken = files.find(([name]) => existsSync(name));
  if (taken) throw new UsageError(`"${taken[0]}" exists already; nothing was written`);
  for (const [name, text] of files) write(name, text);
  print(`try it   plugtest demo --suite ./${id}.mjs --select ${id}\n`);
  print(`must fail   plugtest demo --fault ./${id}.fault.mjs --suite ./${id}.mjs --select ${id}\n`);
  return 0;
};

function write(name: string, text: string): void {
  try {
    writeFileSync(name, text, {flag: 'wx'});
  } catch (error) {
    throw unwritable(`"${name}"`, error);
  }
  print(`wrote ${name}\n`);
}
