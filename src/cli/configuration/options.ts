import type {OptionSpec} from '../option-spec.ts';
import {optionTable} from '../options.ts';

/** Options that say how one invocation is run, not how a project is tested. */
const onlyFlags = ['config', 'print-config', 'json', 'signed-off-by', 'update-baseline', 'last-failed'];

/** Options that a configuration file or the environment may set. */
export function configurableOptions(): readonly OptionSpec[] {
  const isOfRuns = ({group}: OptionSpec) => group !== 'Reference plugin' && group !== 'Measuring';
  return optionTable.filter(option => isOfRuns(option) && !onlyFlags.includes(option.name));
}

/** `PLUGTEST_CALL_TIMEOUT` for `call-timeout`. */
export function environmentName(option: string): string {
  return `PLUGTEST_${option.toUpperCase().replaceAll('-', '_')}`;
}
