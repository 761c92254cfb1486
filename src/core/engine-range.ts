import {inVersionRange} from '../util/version-range.ts';
import type {Check, Rule} from './check.ts';

/** Why a check or rule does not concern this engine; undefined when it does. */
export function engineReason({engines}: Pick<Check | Rule, 'engines'>, engine: string): string | undefined {
  if (engines === undefined || inVersionRange(engine, engines)) return undefined;
  return `concerns engines ${engines}; this run acts as ${engine}`;
}
