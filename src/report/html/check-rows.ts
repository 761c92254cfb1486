import type {CheckResult} from '../../core/events.ts';
import {callRows, milliseconds} from '../calls.ts';
import type {CollectedRun} from '../collect.ts';
import {labelOf} from '../label.ts';
import {repeatCommand} from '../repeat-command.ts';
import {isFinding, type ReportOptions, showsExchanges} from '../reporter.ts';
import {anchorOf} from './anchor.ts';
import {type Markup, markup, prose} from './markup.ts';
import {signs} from './signs.ts';

/** All checks: what was found first, the rest by interface. */
export function checkRows(run: CollectedRun, options: ReportOptions): Markup {
  const worst = ['errored', 'failed', 'warned'];
  const findings = run.results
    .filter(isFinding)
    .sort((a, b) => worst.indexOf(a.status) - worst.indexOf(b.status));
  const rest = run.results.filter(result => !isFinding(result));
  const areas = [...new Set(rest.map(result => result.interface))];
  const sections = [
    section('Findings', findings, {run, options}),
    ...areas.map(area =>
      section(
        area,
        rest.filter(result => result.interface === area),
        {run, options},
      ),
    ),
  ];
  return markup`<main>${sections}<p id="nothing" hidden>No check matches.</p></main>`;
}

interface View {
  readonly run: CollectedRun;
  readonly options: ReportOptions;
}

function section(title: string, results: readonly CheckResult[], view: View): Markup {
  if (results.length === 0) return markup``;
  return markup`<section class="area"><h2>${title} <small>${results.length}</small></h2>${results.map(result => row(result, view))}</section>`;
}

function row(result: CheckResult, view: View): Markup {
  const places = [result.engine === undefined ? '' : `engine ${result.engine}`, result.plugin ?? ''];
  const tags = places.filter(place => place !== '').map(place => markup`<span class="tag">${place}</span>`);
  const text = result.message || result.title;
  return markup`<details class="check ${result.status}" id="${anchorOf(result)}" data-label="${labelOf(result)}" data-status="${result.status}" data-level="${result.level}"><summary><b class="sign">${signs[result.status]}</b><span class="id">${result.id}</span><span class="tag">${result.level}</span>${tags}<span class="time">${result.durationMs === 0 ? '' : milliseconds(result.durationMs)}</span><span class="said">${isFinding(result) ? text : result.title}</span></summary><div class="about">${about(result, view)}</div></details>
`;
}

function about(result: CheckResult, {run, options}: View): Markup {
  const known = run.about[result.id];
  const fields: [string, string][] = [
    ['status', isFinding(result) || result.message === '' ? '' : `${result.status}: ${result.message}`],
    ['check', isFinding(result) ? result.title : ''],
    [
      'repeated',
      result.verdicts ? result.verdicts.map(status => `${signs[status]} ${status}`).join('  ') : '',
    ],
    ['expected', result.expected],
    ['actual', result.actual],
    ['requirement', (known?.requirement ?? []).join('\n')],
    [isFinding(result) ? 'in docker' : 'if broken', result.consequence || (known?.consequence ?? '')],
    ['mend', result.fix || (known?.fix ?? '')],
    ['source', (result.source.length > 0 ? result.source : (known?.source ?? [])).join('\n')],
  ];
  const rows = fields.filter(([, text]) => text !== '');
  return markup`<dl>${rows.map(([label, text]) => markup`<dt>${label}</dt><dd class="of-${label.replace(' ', '-')}">${label === 'actual' ? text : prose(text)}</dd>`)}</dl>${calls(result, options)}${output(result)}${repeat(result, {run, options})}`;
}

/** A plain list for readers without scripts; browser/calls.js puts the full one in its place. */
function calls(result: CheckResult, options: ReportOptions): Markup {
  if (options.trace === 'none' || result.exchanges.length === 0) return markup``;
  const rows = showsExchanges(result, options.trace) ? callRows(result.exchanges) : [];
  const lines = rows.map(({number, row, left}) =>
    row ? `${number}  ${row.method} ${row.request} → ${row.answer}   ${row.time}` : `…  ${left} more`,
  );
  const count = `${result.exchanges.length} ${result.exchanges.length === 1 ? 'call' : 'calls'}`;
  return markup`<h3>${count}</h3><div class="calls"><pre>${lines.join('\n')}</pre></div>`;
}

function output(result: CheckResult): Markup {
  const lines = result.pluginOutput ?? [];
  return lines.length === 0 ? markup`` : markup`<h3>output of the plugin</h3><pre>${lines.join('\n')}</pre>`;
}

function repeat(result: CheckResult, {run, options}: View): Markup {
  const command = repeatCommand(result, run.info, options);
  const script =
    result.repro === '' || options.trace === 'none'
      ? markup``
      : markup`<details class="script"><summary>curl script <button type="button" class="copy" hidden>copy</button></summary><pre>${result.repro}</pre></details>`;
  return markup`<h3>repeat <button type="button" class="copy" hidden>copy</button></h3><pre>${command}</pre>${script}`;
}
