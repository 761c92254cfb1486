import assert from 'node:assert/strict';
import test from 'node:test';
import {commands} from '../../src/cli/commands/index.ts';
import {optionNamed, optionTable} from '../../src/cli/options.ts';

test('every flag belongs to a command, and every flag of a command is in the table', () => {
  const used = new Set(commands.flatMap(command => command.options));
  for (const name of used) assert.equal(optionNamed(name).name, name);
  assert.deepEqual(
    optionTable.filter(({name}) => !used.has(name)).map(({name}) => name),
    [],
  );
});

test('names and aliases of flags are unique, and defaults are among the choices', () => {
  const names = optionTable.flatMap(({name, alias}) => (alias === undefined ? [name] : [name, alias]));
  assert.equal(new Set(names).size, names.length);
  for (const {name, default: fallback, choices} of optionTable) {
    if (fallback !== undefined && choices) assert.ok(choices.includes(fallback), name);
  }
});
