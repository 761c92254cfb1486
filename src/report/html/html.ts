import {collect} from '../collect.ts';
import type {Reporter} from '../reporter.ts';
import {callsData} from './calls-data.ts';
import {checkRows} from './check-rows.ts';
import {markup} from './markup.ts';
import {page} from './page.ts';
import {summary} from './summary.ts';

/**
 * One page without any request to a network: readable without scripts (Jenkins and mail programs forbid them),
 * with search, filters, calls and waterfalls where they may run.
 */
export const html: Reporter = async (events, out, options) => {
  const run = await collect(events);
  if (!run) return;
  const title = `plugtest: ${run.info.target.address}`;
  const body = markup`${summary(run)}${checkRows(run, options)}`;
  out.write(page({title, body, data: callsData(run, options.trace)}));
};
