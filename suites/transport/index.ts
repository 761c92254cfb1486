import {defineSuite} from '../../src/authoring.ts';
import * as survival from './process.ts';
import {requirements} from './requirements.ts';

/** HTTP and connections, whatever the plugin serves. */
export const transport = defineSuite({area: 'transport', requirements, modules: [survival]});
