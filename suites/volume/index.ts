import {defineSuite} from '../../src/authoring.ts';
import * as concurrency from './concurrency.ts';
import * as create from './create.ts';
import * as get from './get.ts';
import * as load from './load.ts';
import * as patience from './patience.ts';
import {requirements} from './requirements.ts';

/** VolumeDriver. */
export const volume = defineSuite({
  area: 'volume',
  word: 'VolumeDriver',
  requirements,
  modules: [create, get, concurrency, load, patience],
});
