import type {CheckInfo} from '../../core/events.ts';

/** Name of a check's row in the page, for links to it. */
export function anchorOf({id, engine, plugin}: Pick<CheckInfo, 'id' | 'engine' | 'plugin'>): string {
  return [id, engine, plugin]
    .filter(word => word !== undefined)
    .join('@')
    .replace(/[^\w.@-]/g, '_');
}
