import {lstatSync, rmSync} from 'node:fs';

/** Removes those of a killed run's FIFOs that are still there, and nothing that has taken their place; gives how many. */
export function removeFifos(paths: readonly string[]): number {
  const left = paths.filter(isFifo);
  for (const path of left) rmSync(path, {force: true});
  return left.length;
}

function isFifo(path: string): boolean {
  return lstatSync(path, {throwIfNoEntry: false})?.isFIFO() ?? false;
}
