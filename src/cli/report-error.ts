import {cut} from '../util/cut.ts';
import {UnreachableError, UsageError} from '../util/errors.ts';
import {visible} from '../util/visible.ts';
import {exitCodes} from './exit-codes.ts';
import {printError} from './terminal.ts';

/** Says what went wrong, one sentence without a stack, and gives the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof UsageError || error instanceof UnreachableError) {
    printError(`plugtest: ${oneLine(error.message)}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  printError(`plugtest: a fault of its own: ${oneLine(message)}\n`);
  printError('Please report it with the command line; DEBUG=plugtest shows where it happened.\n');
  if (process.env['DEBUG'] && error instanceof Error) printError(`${error.stack}\n`);
  return exitCodes.internal;
}

function oneLine(text: string): string {
  return cut(visible(text), 2000);
}
