import {parse} from 'yaml';
import {catalogue} from '../../suites/authz/catalogue/index.ts';
import type {Policy, PolicyExpectation} from '../core/policy.ts';
import {validatePolicy} from '../schema/policy.ts';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import {readTextFile} from './user-files.ts';

/** Reads a policy file, YAML or JSON; wrong usage says what is expected where. */
export function readPolicy(file: string): Policy {
  const value = parsed(file);
  const [problem] = validatePolicy(value);
  if (problem !== undefined) {
    const place = problem.path === '' ? '' : ` at ${problem.path}`;
    throw new UsageError(`${file}: expected ${problem.expected}${place}, got ${problem.got} (docs/authz.md)`);
  }
  // The schema says what the type says.
  const policy = value as Policy;
  for (const expectation of policy.expect) checkExpectation(file, expectation);
  return policy;
}

/** What a schema cannot say. */
function checkExpectation(file: string, {command, message = ''}: PolicyExpectation): void {
  const names = catalogue.map(({name}) => name);
  if (command !== undefined && !names.includes(command)) {
    const near = nearest(command, names);
    const hint = near === undefined ? `known: ${names.join(', ')}` : `did you mean "${near}"?`;
    throw new UsageError(`${file}: "${command}" is no command of the catalogue; ${hint}`);
  }
  try {
    new RegExp(message);
  } catch {
    throw new UsageError(`${file}: "${message}" is no regular expression`);
  }
}

function parsed(file: string): unknown {
  const text = readTextFile(file, 'a policy, which plugtest policy init writes (docs/authz.md)');
  try {
    return parse(text);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(`${file} is neither YAML nor JSON: ${why}`);
  }
}
