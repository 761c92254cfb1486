import type {CheckInfo} from '../core/events.ts';

/** How a row is named: its id, and its engine in a run over several. */
export function labelOf({id, engine}: Pick<CheckInfo, 'id' | 'engine'>): string {
  return engine === undefined ? id : `${id} (engine ${engine})`;
}
