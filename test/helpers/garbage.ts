import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

setFlagsFromString('--expose-gc');

/** A full collection; there is no other way to one without a flag for the whole process. */
export const collectGarbage = runInNewContext('gc') as () => void;
