import type {RunInfo} from '../../core/events.ts';
import {type Style, safe} from './style.ts';

/** The first line: who acts as what towards whom. `repeat` stands for a target that only this run has. */
export function opening(info: RunInfo, style: Style, repeat?: readonly string[]): string {
  const {address, command} = info.target;
  const started = command ? `, started by ${command.join(' ')}` : '';
  const where = repeat ? `the plugin of ${repeat.join(' ')}` : `${address}${started}`;
  const what = `plugtest ${info.plugtest} as Docker Engine ${info.engine}`;
  return `${style.bold(what)} → ${safe(where, 300)}   ${style.dim(`seed ${info.seed}`)}\n\n`;
}
