import {listChecks} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import type {OptionValues} from '../option-values.ts';
import type {BaselineUse} from './apply.ts';
import {readBaseline, writeBaseline} from './file.ts';

/** The baseline that the flags name; undefined without one. */
export function baselineOf(options: OptionValues): BaselineUse | undefined {
  const file = options.text('baseline');
  const isUpdate = options.flag('update-baseline');
  if (file === undefined) {
    if (isUpdate) throw new UsageError('--update-baseline needs --baseline FILE: where shall it be written?');
    return undefined;
  }
  const engine = options.text('engine');
  return {
    ...(engine !== undefined && !engine.includes(',') && engine !== 'all' && {engine}),
    known: readBaseline(file, {mayBeAbsent: isUpdate}),
    requireComplete: options.flag('require-complete'),
    today: new Date().toISOString().slice(0, 10),
    ids: new Set(listChecks().map(({id}) => id)),
    ...(isUpdate && {write: known => writeBaseline(file, known)}),
  };
}
