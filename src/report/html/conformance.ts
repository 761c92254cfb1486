import type {CheckResult} from '../../core/events.ts';
import type {CollectedRun} from '../collect.ts';
import {tally} from '../tally.ts';
import {type Markup, markup} from './markup.ts';

/** A table of interfaces by plugins and engines: how much was judged, and how it went. */
export function conformance({results, info}: CollectedRun): Markup {
  const column = ({plugin, engine}: CheckResult) =>
    `${plugin === undefined ? '' : `${plugin}, `}engine ${engine ?? info.engine}`;
  const columns = [...new Set(results.map(column))];
  const areas = [...new Set(results.map(result => result.interface))];
  const head = columns.map(name => markup`<th scope="col">${name}</th>`);
  const rows = areas.map(area => {
    const cells = columns.map(name =>
      cell(results.filter(one => one.interface === area && column(one) === name)),
    );
    return markup`<tr><th scope="row">${area}</th>${cells}</tr>`;
  });
  return markup`<section class="${columns.length > 2 ? 'wide' : 'narrow'}"><h2>Conformance</h2><div class="scroll"><table><thead><tr><th></th>${head}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function cell(results: readonly CheckResult[]): Markup {
  if (results.length === 0) return markup`<td></td>`;
  const {passed, failed, errored, warned, untestable, blocked} = tally(results);
  const broken = failed + errored;
  const judged = passed + broken + warned;
  const open = untestable + blocked;
  const kind = broken > 0 ? 'failed' : warned > 0 ? 'warned' : judged > 0 ? 'passed' : 'none';
  const notes = [
    broken > 0 ? `${broken} failed` : '',
    warned > 0 ? `${warned} warned` : '',
    open > 0 ? `${open} open` : '',
  ].filter(text => text !== '');
  const text = judged === 0 ? 'not judged' : `${passed} of ${judged}`;
  return markup`<td class="${kind}"><b>${text}</b>${bar({passed, warned, broken})} <small>${notes.join(', ')}</small></td>`;
}

/** Widths are attributes of SVG, since the page's policy forbids style attributes. */
function bar({passed, warned, broken}: {passed: number; warned: number; broken: number}): Markup {
  const total = passed + warned + broken;
  if (total === 0) return markup``;
  const share = (count: number) => ((count / total) * 100).toFixed(2);
  return markup`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="passed" x="0" width="${share(passed)}" height="4"/><rect class="warned" x="${share(passed)}" width="${share(warned)}" height="4"/><rect class="failed" x="${share(passed + warned)}" width="${share(broken)}" height="4"/></svg>`;
}
