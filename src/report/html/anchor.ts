import type {CheckInfo} from '../../core/events.ts';

/** Name of a check's row in the page, for links to it. */
export function anchorOf({id, engine}: Pick<CheckInfo, 'id' | 'engine'>): string {
  return `${id}${engine === undefined ? '' : `@${engine}`}`.replace(/[^\w.@-]/g, '_');
}
