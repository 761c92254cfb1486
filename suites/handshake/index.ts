import {defineSuite} from '../../src/authoring.ts';
import {requirements} from '../transport/requirements.ts';
import * as activate from './activate.ts';
import * as announced from './implements.ts';

/** Plugin.Activate: what dockerd asks every legacy plugin first. */
export const handshake = defineSuite({
  area: 'handshake',
  requirementArea: 'transport',
  requirements,
  modules: [activate, announced],
});
