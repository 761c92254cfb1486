import {milliseconds} from '../calls.ts';
import {changingVerdicts} from '../changing.ts';
import type {CollectedRun} from '../collect.ts';
import {fixFirst} from '../fix-first.ts';
import {isNothingJudged} from '../judged.ts';
import {labelOf} from '../label.ts';
import {notExercised} from '../not-exercised.ts';
import {statuses} from '../tally.ts';
import {anchorOf} from './anchor.ts';
import {conformance} from './conformance.ts';
import {type Markup, markup, prose} from './markup.ts';
import {signs} from './signs.ts';

/** The top of the page: verdict, run, totals, what to fix first, and the controls. */
export function summary(run: CollectedRun): Markup {
  return markup`<header class="top ${run.end.exitCode === 0 ? 'good' : 'bad'}">${verdict(run)}${facts(run)}</header>
<div class="overview">${conformance(run)}${first(run)}${missing(run)}${changing(run)}${remarks(run)}</div>
${controls(run)}`;
}

function verdict({end, info}: CollectedRun): Markup {
  const good = isNothingJudged(end.summary) ? 'Nothing was judged' : `Conformant at level ${info.level}`;
  const words = end.exitCode === 0 ? good : 'Not conformant';
  const title =
    end.aborted === undefined ? words : end.exitCode === 3 ? 'The plugin was never reachable' : 'Broken off';
  const why = end.aborted === undefined ? markup`` : markup`<p class="why">${end.aborted}</p>`;
  return markup`<h1>${title}</h1>${why}`;
}

function facts({info, plugin, end}: CollectedRun): Markup {
  const rows: [string, string][] = [
    ['plugin', plugin.name],
    ['implements', plugin.implements.join(', ')],
    ['target', info.target.address],
    ['command', info.target.command?.join(' ') ?? ''],
    ['engine', info.engine],
    ['started', info.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    ['took', milliseconds(end.durationMs)],
    ['seed', String(info.seed)],
    ['plugtest', info.plugtest],
    ['exit code', String(end.exitCode)],
  ];
  const shown = rows.filter(([, text]) => text !== '');
  return markup`<dl class="facts">${shown.map(([label, text]) => markup`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function first({results}: CollectedRun): Markup {
  const fixes = fixFirst(results);
  if (fixes.length === 0) return markup``;
  const items = fixes.map(({result, blocks}) => {
    const also = blocks > 0 ? markup` <em>${blocks} more wait for it</em>` : markup``;
    return markup`<li><a href="#${anchorOf(result)}">${labelOf(result)}</a> ${prose(result.fix || result.message)}${also}</li>`;
  });
  return markup`<section><h2>Fix first</h2><ol>${items}</ol></section>`;
}

function missing({results}: CollectedRun): Markup {
  const groups = notExercised(results);
  if (groups.length === 0) return markup``;
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const items = groups.map(group => markup`<li><b>${group.count} ${group.status}</b>: ${group.reason}</li>`);
  return markup`<section><details><summary><h2>Not exercised: ${count} of ${results.length}</h2></summary><ul>${items}</ul></details></section>`;
}

function changing({results}: CollectedRun): Markup {
  const rows = changingVerdicts(results);
  if (rows.length === 0) return markup``;
  const cells = rows.map(
    ({result, verdicts}) =>
      markup`<tr><th scope="row"><a href="#${anchorOf(result)}">${labelOf(result)}</a></th><td>${verdicts.map(status => markup`<span class="${status}"><b class="sign" title="${status}">${signs[status]}</b></span>`)}</td></tr>`,
  );
  return markup`<section><h2>Changing verdicts</h2><div class="scroll"><table>${cells}</table></div></section>`;
}

function remarks({warnings, notes, exits, end}: CollectedRun): Markup {
  const items = [
    ...exits.map(
      exit =>
        markup`<li><b>The plugin ended by itself</b> (${exit.signal ?? `exit code ${exit.code ?? '?'}`})<pre>${exit.lastLines.slice(-8).join('\n')}</pre></li>`,
    ),
    ...end.leaks.map(
      leak =>
        markup`<li><b>Left behind</b>: ${leak.what} ${leak.name}; remove with <code>${leak.command}</code></li>`,
    ),
    ...[...warnings, ...notes].map(remark => markup`<li>${remark}</li>`),
  ];
  return items.length === 0 ? markup`` : markup`<section><h2>Remarks</h2><ul>${items}</ul></section>`;
}

function controls({results, end}: CollectedRun): Markup {
  const chips = statuses
    .filter(([, field]) => end.summary[field] > 0)
    .map(
      ([status, field]) =>
        markup`<button type="button" class="chip ${status}" data-status="${status}" aria-pressed="false"><b class="sign">${signs[status]}</b>${end.summary[field]} ${status.replace('-', ' ')}</button>`,
    );
  const levels = ['MUST', 'SHOULD', 'MAY'].map(
    level =>
      markup`<button type="button" class="chip" data-level="${level}" aria-pressed="false">${level}</button>`,
  );
  return markup`<nav class="controls" hidden><input type="search" id="search" placeholder="Search ${results.length} checks" aria-label="Search"><div class="chips">${chips}</div><div class="chips">${levels}</div><output id="shown"></output><button type="button" class="chip" id="open-all">open all</button></nav>`;
}
