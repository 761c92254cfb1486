import type {Check, Rule} from '../core/check.ts';
import {seededRandom} from '../core/names.ts';
import {selectChecks} from '../core/select.ts';
import {shardOf, shuffled} from '../core/shard.ts';
import type {Engine} from '../daemon/engines/engine.ts';
import {enginesNamed} from '../daemon/engines/engines.ts';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import type {RunOptions} from './options.ts';
import {entriesOf, interfaceNames} from './suites.ts';

/** A run whose options have been found good. */
export interface PreparedRun {
  readonly options: RunOptions;
  readonly engines: readonly Engine[];
  readonly seed: number;
  readonly checks: readonly Check[];
  readonly rules: readonly Rule[];
  readonly excluded: readonly (Check | Rule)[];
}

/** Checks the options; throws a UsageError that says what was expected. */
export function prepareRun(options: RunOptions): PreparedRun {
  for (const name of options.interfaces ?? []) checkInterface(name);
  if (options.isManaged && !options.interfaces?.length)
    throw new UsageError(
      '--managed needs --interface NAME: a managed plugin is not asked what it implements',
    );
  const engines = enginesNamed(options.engine);
  const {selected, excluded} = selectChecks(entriesOf(options), {
    select: options.select ?? [],
    exclude: options.exclude ?? [],
  });
  const seed = options.seed ?? Math.floor(Math.random() * 0x1_0000);
  const ordered = selected.filter(entry => entry.kind === 'check');
  const wanted = options.shard ? shardOf(ordered, options.shard) : ordered;
  return {
    options,
    engines,
    excluded,
    seed,
    checks: lastOnesLast(options.shuffle ? shuffled(wanted, seededRandom(seed)) : wanted),
    rules: selected.filter(entry => entry.kind === 'rule'),
  };
}

/** Checks that judge the whole run stand at its end. */
function lastOnesLast(checks: readonly Check[]): readonly Check[] {
  const isLast = (check: Check) => check.tags?.includes('last') === true;
  return [...checks.filter(check => !isLast(check)), ...checks.filter(isLast)];
}

function checkInterface(name: string): void {
  const known = interfaceNames();
  if (known.includes(name)) return;
  const near = nearest(name, known);
  throw new UsageError(
    `unknown interface "${name}": expected ${known.join(', ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}
