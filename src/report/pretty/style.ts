import picocolors from 'picocolors';
import type {Status} from '../../core/verdict.ts';
import {cut} from '../../util/cut.ts';
import {visible} from '../../util/visible.ts';
import {wrap} from '../../util/wrap.ts';
import type {Output} from '../reporter.ts';

type Paint = (text: string) => string;

/** Colours and widths of one output. */
export interface Style {
  readonly columns: number;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
}

const widest = 120;
const narrowest = 60;

/** The style that an output can show. */
export function styleFor(out: Output): Style {
  const {bold, dim, red, green, yellow} = picocolors.createColors(out.colour);
  return {columns: Math.min(widest, Math.max(narrowest, out.columns)), bold, dim, red, green, yellow};
}

const marks: Readonly<Record<Status, string>> = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  errored: '‼',
  'not-applicable': '-',
  untestable: '?',
  blocked: '-',
  excluded: '-',
};

/** The sign of a status, in its colour. */
export function mark(status: Status, style: Style): string {
  return painter(status, style)(marks[status]);
}

/** The colour of a status. */
export function painter(status: Status, style: Style): Paint {
  if (status === 'passed') return style.green;
  if (status === 'failed' || status === 'errored') return style.red;
  return status === 'warned' || status === 'untestable' ? style.yellow : style.dim;
}

const labelWidth = 10;

/** Text on one line, safe and not endless. */
export function safe(text: string, limit = 1000): string {
  return cut(visible(text), limit);
}

/** `  expected  text`, with further lines under the first; empty text gives nothing. */
export function field(label: string, text: string, style: Style): string {
  if (text === '') return '';
  const lines = wrap(safe(text), style.columns - 2 - labelWidth);
  return labelled(label, lines, style);
}

/** Finished lines behind a label. */
export function labelled(label: string, lines: readonly string[], style: Style): string {
  return lines
    .map((line, index) => `  ${style.dim((index === 0 ? label : '').padEnd(labelWidth))}${line}\n`)
    .join('');
}
