import type {BenchReport} from '../../bench/report.ts';
import {type Markup, markup} from '../html/markup.ts';
import {page} from '../html/page.ts';
import {type BenchTable, errorTexts, tablesOf} from './columns.ts';

/** One page without scripts and without any request to a network. */
export function htmlBench(report: BenchReport): string {
  const title = `plugtest bench: ${report.target.address}`;
  const body = markup`<header class="top ${report.exitCode === 0 ? 'good' : 'bad'}"><h1>How fast ${report.plugin.name} answers</h1>${facts(report)}</header>
${tablesOf(report).map(tableMarkup)}
${remarks(report)}`;
  return page({title, body, data: null, scripts: []});
}

function facts({plugin, target, engine, startedAt, durationMs, seed, plugtest}: BenchReport): Markup {
  const rows = [
    ['implements', plugin.implements.join(', ')],
    ['target', target.address],
    ['engine', engine],
    ['started', startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    ['took', `${(durationMs / 1000).toFixed(1)} s`],
    ['seed', String(seed)],
    ['plugtest', plugtest.version],
  ];
  return markup`<dl class="facts">${rows.map(([label = '', text = '']) => markup`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function tableMarkup({title, about, head, rows}: BenchTable): Markup {
  const names = head.map(name => markup`<th scope="col">${name}</th>`);
  const lines = rows.map(
    ([first = '', ...others]) =>
      markup`<tr><th scope="row"><code>${first}</code></th>${others.map(cell => markup`<td class="number">${cell}</td>`)}</tr>\n`,
  );
  return markup`<section class="area"><h2>${title} <small>${about}</small></h2>
<div class="scroll"><table><thead><tr>${names}</tr></thead><tbody>${lines}</tbody></table></div></section>
`;
}

function remarks(report: BenchReport): Markup {
  const texts = [
    ...errorTexts(report),
    ...report.notes,
    ...report.leaks.map(({what, name, command}) => `left behind: ${what} ${name}; remove with ${command}`),
    ...(report.aborted === undefined ? [] : [`broken off: ${report.aborted}`]),
  ];
  if (texts.length === 0) return markup``;
  return markup`<section class="area"><h2>Remarks</h2><ul>${texts.map(text => markup`<li>${text}</li>`)}</ul></section>`;
}
