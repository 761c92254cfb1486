import {benchOptions} from './option-groups/bench.ts';
import {choiceOptions} from './option-groups/choice.ts';
import {limitOptions} from './option-groups/limits.ts';
import {pluginOptions} from './option-groups/plugin.ts';
import {referenceOptions} from './option-groups/reference.ts';
import {reportOptions} from './option-groups/reports.ts';
import type {OptionSpec} from './option-spec.ts';

/** Every flag of every command; commands name the ones they take. */
export const optionTable: readonly OptionSpec[] = [
  ...pluginOptions,
  ...choiceOptions,
  ...reportOptions,
  ...limitOptions,
  ...referenceOptions,
  ...benchOptions,
];

/** The flag of that name; an unknown one is our own mistake. */
export function optionNamed(name: string): OptionSpec {
  const found = optionTable.find(option => option.name === name);
  if (!found) throw new Error(`no option is named ${name}`);
  return found;
}
