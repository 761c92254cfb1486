import * as generated from './generated/bench.ts';
import {findProblems, type Problem, type Validator} from './problem.ts';

/** What is wrong with a benchmark's file (schemas/bench.schema.json); empty: nothing. */
export function validateBench(value: unknown): Problem[] {
  // The generated module is JavaScript by ajv.
  return findProblems((generated as unknown as {validate: Validator}).validate, value);
}
