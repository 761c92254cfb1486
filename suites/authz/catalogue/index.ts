import type {Command} from './_step.ts';
import {everyday} from './everyday.ts';
import {risky} from './risky.ts';

/** Every command that a policy file can name. */
export const catalogue: readonly Command[] = [...everyday, ...risky];
