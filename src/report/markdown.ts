import type {CheckResult} from '../core/events.ts';
import {cut} from '../util/cut.ts';
import {visible} from '../util/visible.ts';
import {type CollectedRun, collect} from './collect.ts';
import {adviceLines, callAndOutputLines} from './evidence.ts';
import {fixFirst} from './fix-first.ts';
import {isNothingJudged} from './judged.ts';
import {labelOf} from './label.ts';
import {notExercised} from './not-exercised.ts';
import {isFinding, type Reporter, type ReportOptions} from './reporter.ts';
import {summaryLine, tally} from './tally.ts';

/** GitHub refuses job summaries above 1 MiB; comments above 64 KiB are cut. */
const LONGEST = 60_000;

/** Markdown for a job summary or a comment: totals, findings, what was not exercised. */
export const markdown: Reporter = async (events, out, options) => {
  const run = await collect(events);
  if (run) out.write(markdownOf(run, options));
};

/** The page itself; at most 60 000 characters, what is left out is counted. */
export function markdownOf(run: CollectedRun, options: ReportOptions): string {
  const findings = run.results.filter(isFinding);
  const parts = [
    head(run),
    totals(run),
    firstFixes(run),
    ...findings.map(result => finding(result, run, options)),
  ];
  const tail = `${missing(run)}${leaks(run)}`;
  const kept: string[] = [];
  let room = LONGEST - tail.length;
  for (const part of parts) {
    room -= part.length;
    if (room < 0) break;
    kept.push(part);
  }
  const left = parts.length - kept.length;
  return kept.join('') + (left > 0 ? `… and ${left} more findings: see the other reports.\n\n` : '') + tail;
}

function head({info, end}: CollectedRun): string {
  const good = isNothingJudged(end.summary) ? '⚠️ nothing was judged' : '✅ conformant';
  const verdict = end.exitCode === 0 ? good : `❌ not conformant (exit code ${end.exitCode})`;
  const aborted = end.aborted === undefined ? '' : `\n\nThe run ended early: ${plain(end.aborted)}`;
  const what = `plugtest ${info.plugtest} as Docker Engine ${info.engine} → ${code(info.target.address)}, seed ${info.seed}`;
  return `## ${verdict}\n\n${what}: ${summaryLine(end.summary)}.${aborted}\n\n`;
}

function totals({results}: CollectedRun): string {
  const interfaces = [...new Set(results.map(result => result.interface))];
  const rows = interfaces.map(name => {
    const {total, passed, failed, warned, errored, blocked, untestable, notApplicable} = tally(
      results.filter(result => result.interface === name),
    );
    return `| ${name} | ${total} | ${passed} | ${failed + errored} | ${warned} | ${blocked} | ${untestable} | ${notApplicable} |\n`;
  });
  const header = '| interface | checks | passed | failed | warned | blocked | untestable | n/a |\n';
  return `${header}|---|---|---|---|---|---|---|---|\n${rows.join('')}\n`;
}

function firstFixes({results}: CollectedRun): string {
  const fixes = fixFirst(results);
  if (fixes.length === 0) return '';
  const lines = fixes.map(
    ({result}, index) => `${index + 1}. ${code(labelOf(result))}: ${plain(result.fix || result.message)}\n`,
  );
  return `**Fix first**\n\n${lines.join('')}\n`;
}

function finding(result: CheckResult, {info}: CollectedRun, options: ReportOptions): string {
  const icon = result.status === 'warned' ? '⚠️' : '❌';
  const text = [...adviceLines(result, info, options), ...callAndOutputLines(result, options)].join('\n');
  const summary = `<summary>${icon} <b>${html(labelOf(result))}</b> (${result.level}): ${html(result.message || result.title)}</summary>`;
  return `<details>${summary}\n\n${fence(cut(text, 6000))}\n</details>\n\n`;
}

function missing({results}: CollectedRun): string {
  const groups = notExercised(results);
  if (groups.length === 0) return '';
  const lines = groups
    .slice(0, 20)
    .map(({status, count, reason}) => `- ${count} ${status}: ${plain(cut(reason, 300))}\n`);
  return `**Not exercised**\n\n${lines.join('')}\n`;
}

function leaks({end}: CollectedRun): string {
  if (end.leaks.length === 0) return '';
  return `**Left behind**\n\n${end.leaks.map(leak => `- ${leak.what} ${code(leak.name)}: ${code(leak.command)}\n`).join('')}\n`;
}

/** Text within our own markup. A zero-width space keeps GitHub from making links and mentions of `@name`, `#1` and addresses. */
function html(text: string): string {
  return visible(text).replace(/[&<>"]|@(?=\w)|#(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi, piece => {
    if (/[&<>"]/.test(piece)) return `&#${piece.charCodeAt(0)};`;
    return `${piece}&#8203;`;
  });
}

/** Text that Markdown must not read as its own either: emphasis, links, images and tables become plain. */
function plain(text: string): string {
  return html(text).replace(/[\\`*_{}[\]()+!|~]/g, '\\$&');
}

/** A code span that the text cannot close. */
function code(text: string): string {
  const escaped = visible(text).replace(
    /[&<>"\\`*_{}[\]|~@#:]|(?<=www)\./gi,
    character => `&#${character.charCodeAt(0)};`,
  );
  return `<code>${escaped}</code>`;
}

/** A fenced block that the text cannot close. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}text\n${text}\n${marks}\n`;
}
