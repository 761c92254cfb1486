import {collect} from '../collect.ts';
import type {Reporter} from '../reporter.ts';
import {closing} from './closing.ts';
import {findings} from './findings.ts';
import {opening} from './opening.ts';
import {progress} from './progress.ts';
import {styleFor} from './style.ts';

/** For people: a progress line while it runs (terminals only), then findings and totals. */
export const pretty: Reporter = async (events, out, options) => {
  const style = styleFor(out);
  const line = progress(out, style);
  const run = await collect(events, event => {
    if (event.type === 'run:start') out.write(opening(event.info, style, options.repeat));
    line.update(event);
  });
  line.clear();
  if (!run) return;
  out.write(findings(run, style, options));
  out.write(closing(run, style, options));
};
