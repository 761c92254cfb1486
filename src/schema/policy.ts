import * as generated from './generated/policy.ts';
import {findProblems, type Problem, type Validator} from './problem.ts';

/** What is wrong with a policy file (schemas/policy.schema.json); empty: nothing. */
export function validatePolicy(value: unknown): Problem[] {
  // The generated module is JavaScript by ajv.
  return findProblems((generated as unknown as {validate: Validator}).validate, value);
}
