import type {RunInfo} from '../../core/events.ts';
import {type Style, safe} from './style.ts';

/** The first line: who acts as what towards whom. */
export function opening(info: RunInfo, style: Style): string {
  const {address, command} = info.target;
  const started = command ? `, started by ${safe(command.join(' '), 200)}` : '';
  const what = `plugtest ${info.plugtest} as Docker Engine ${info.engine}`;
  return `${style.bold(what)} → ${safe(address, 300)}${started}   ${style.dim(`seed ${info.seed}`)}\n\n`;
}
