import type {Requirements} from '../../src/authoring.ts';

/** What dockerd asks of every plugin, whatever it serves. */
export const requirements: Requirements = {
  5: {
    text: 'POST /Plugin.Activate is accepted with an empty body and without Content-Type.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activateWithLock'],
  },
  6: {
    text: 'Activation is answered with 200 and an object whose Implements is an array of strings.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go Manifest'],
  },
};
