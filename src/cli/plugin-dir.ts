import {UsageError} from '../util/errors.ts';
import type {OptionValues} from './option-values.ts';

/** The folder of `--plugin-dir`; it replaces all of dockerd's, so that one is enough. */
export function onlyPluginDir(options: OptionValues): string | undefined {
  const folders = options.list('plugin-dir');
  if (folders.length <= 1) return folders[0];
  throw new UsageError(
    `--plugin-dir is given ${folders.length} times: give one folder, it replaces dockerd's own`,
  );
}
