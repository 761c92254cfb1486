import type {RunEvent} from '../../core/events.ts';
import {labelOf} from '../label.ts';
import type {Output} from '../reporter.ts';
import {type Style, safe} from './style.ts';

/** A line that is redrawn while checks run; silent where nothing can be redrawn. */
export interface Progress {
  update(event: RunEvent): void;
  clear(): void;
}

const eraseLine = '\r\x1b[2K';

/** The progress line of an output. */
export function progress(out: Output, style: Style): Progress {
  let planned = 0;
  let finished = 0;
  let failed = 0;
  let isDrawn = false;
  const draw = (id: string) => {
    const counts = `${finished}/${planned}${failed > 0 ? `, ${failed} failed` : ''}`;
    out.write(`${eraseLine}${style.dim(safe(`  ${counts}  ${id}`).slice(0, out.columns - 1))}`);
    isDrawn = true;
  };
  return {
    update(event) {
      if (!out.isTerminal) return;
      if (event.type === 'run:start') planned = event.plan.length;
      if (event.type === 'check:start') draw(labelOf(event.check));
      if (event.type !== 'check:end') return;
      finished++;
      if (event.result.status === 'failed') failed++;
    },
    clear() {
      if (isDrawn) out.write(eraseLine);
    },
  };
}
