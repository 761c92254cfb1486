import type {Dress} from './_dress.ts';
import {contentTypes} from './content-types.ts';
import {jsonDuplicates} from './json-duplicates.ts';
import {jsonKeys} from './json-keys.ts';
import {jsonValues} from './json-values.ts';
import {oldEngines} from './old-engines.ts';
import {sizes} from './sizes.ts';
import {targets} from './targets.ts';
import {versions} from './versions.ts';

/** All dresses by family. */
export const families: Readonly<Record<string, readonly Dress[]>> = {
  versions,
  targets,
  contentTypes,
  jsonKeys,
  jsonValues,
  jsonDuplicates,
  sizes,
  oldEngines,
};
