import {UsageError} from '../../util/errors.ts';
import type {OptionSpec} from '../option-spec.ts';
import type {ConfigurationFile} from './file.ts';
import {configurableOptions, environmentName} from './options.ts';

/** Where the value of an option comes from. */
export type Origin = 'flag' | 'environment' | 'file' | 'default';

/** The raw value of an option and where it stands: a flag beats the environment, which beats the file. */
export function layered(
  option: OptionSpec,
  flag: unknown,
  {env, file}: {readonly env: NodeJS.ProcessEnv; readonly file: ConfigurationFile | null},
): {readonly raw: unknown; readonly origin: Origin} {
  if (flag !== undefined) return {raw: flag, origin: 'flag'};
  if (!configurableOptions().includes(option)) return {raw: undefined, origin: 'default'};
  const words = env[environmentName(option.name)];
  if (words !== undefined && words !== '')
    return {raw: fromEnvironment(option, words), origin: 'environment'};
  const item = file?.options.get(option.name);
  return item === undefined ? {raw: undefined, origin: 'default'} : {raw: item, origin: 'file'};
}

/** Lists have commas between their items, as no pattern, file name or option of a driver needs one often. */
function fromEnvironment({name, kind}: OptionSpec, words: string): unknown {
  if (kind === 'list' || kind === 'pairs') return words.split(',').map(word => word.trim());
  if (kind !== 'boolean') return words;
  if (['1', 'true', 'yes'].includes(words.toLowerCase())) return true;
  if (['0', 'false', 'no'].includes(words.toLowerCase())) return false;
  throw new UsageError(`${environmentName(name)} expects true or false, got "${words}"`);
}
