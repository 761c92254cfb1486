import type {CheckInfo} from '../core/events.ts';

/** How a row is named: its id, and its engine and plugin in a run over several. */
export function labelOf({id, engine, plugin}: Pick<CheckInfo, 'id' | 'engine' | 'plugin'>): string {
  const where = [engine === undefined ? '' : `engine ${engine}`, plugin ?? ''].filter(word => word !== '');
  return where.length === 0 ? id : `${id} (${where.join(', ')})`;
}
