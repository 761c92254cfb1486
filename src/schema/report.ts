import * as generated from './generated/report.ts';
import {findProblems, type Problem, type Validator} from './problem.ts';

/** What is wrong with a report file (schemas/report.schema.json); empty: nothing. */
export function validateReport(value: unknown): Problem[] {
  // The generated module is JavaScript by ajv.
  return findProblems((generated as unknown as {validate: Validator}).validate, value);
}
