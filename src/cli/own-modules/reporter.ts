import type {Reporter} from '../../report/reporter.ts';
import {UsageError} from '../../util/errors.ts';
import {loadOwnModule} from './load.ts';

/** Loads a reporter of the user: the export `reporter`, or the default one. */
export async function loadReporter(path: string): Promise<Reporter> {
  const module = await loadOwnModule(path);
  const found = module['reporter'] ?? module['default'];
  if (typeof found === 'function') return found as Reporter; // what it does with the events is its own
  throw new UsageError(`"${path}" exports no function named reporter: see docs/writing-checks.md`);
}
