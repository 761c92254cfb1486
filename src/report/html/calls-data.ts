import type {CheckResult} from '../../core/events.ts';
import type {Body, Exchange, Header} from '../../wire/exchange.ts';
import type {CollectedRun} from '../collect.ts';
import {labelOf} from '../label.ts';
import {isFinding, type Trace} from '../reporter.ts';
import {visibleLines} from './markup.ts';

/** Characters of a body that are kept where nothing was found. */
const SHORT = 2000;

/**
 * The calls of every check, for the page's scripts, by label. Texts are made visible here; the scripts only ever set
 * them as text. Heads repeat from call to call, so that they are kept once and referred to by number.
 */
export function callsData(run: CollectedRun, trace: Trace) {
  const heads = new Table();
  const calls: Record<string, unknown> = {};
  if (trace !== 'none') {
    for (const result of run.results) {
      if (result.exchanges.length > 0) calls[labelOf(result)] = rowsOf(result, heads);
    }
  }
  return {calls, heads: heads.texts};
}

class Table {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function rowsOf(result: CheckResult, heads: Table) {
  const limit = isFinding(result) ? Number.POSITIVE_INFINITY : SHORT;
  const first = Math.min(...result.exchanges.map(({timing}) => timing.startedAt));
  return result.exchanges.map(exchange => callOf(exchange, {first, limit, heads}));
}

interface Context {
  readonly first: number;
  readonly limit: number;
  readonly heads: Table;
}

/** One call; the names of the fields are those that browser/calls.js reads. */
function callOf(exchange: Exchange, {first, limit, heads}: Context) {
  const {request, response, error, timing, connection, attempt} = exchange;
  return {
    m: visibleLines(exchange.method) + (attempt > 1 ? ` (try ${attempt})` : ''),
    s: response?.status ?? 0,
    ok: response?.status === 200 && error === null && !/"Err"\s*:\s*"[^"]/.test(response.body.text),
    t: [timing.startedAt - first, timing.firstByteMs ?? timing.totalMs, timing.totalMs].map(rounded),
    q: heads.numberOf(headText(`${request.verb} ${request.path} HTTP/1.1`, request.headers)),
    qb: bodyOf(request.body, limit),
    ...(response && {
      r: heads.numberOf(
        headText(`HTTP/${response.httpVersion} ${response.status} ${response.reason}`, response.headers),
      ),
      rb: bodyOf(response.body, limit) + (response.complete ? '' : '\n(the body broke off)'),
    }),
    ...(error && {e: visibleLines(`${error.kind}: ${error.text}`)}),
    c: `connection ${connection.id}${connection.reused ? ', reused' : ''}${connection.closedBy ? `, closed by the ${connection.closedBy}` : ''}`,
  };
}

function headText(line: string, headers: readonly Header[]): string {
  return visibleLines([line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n'));
}

function bodyOf(body: Body, limit: number): string {
  if (body.bytes === 0) return '';
  const text = body.text.slice(0, limit);
  const cut = body.truncated || text.length < body.text.length ? `\n(cut; ${body.bytes} bytes in all)` : '';
  const note = body.encoding === 'base64' ? '(not UTF-8, as base64)\n' : '';
  return `${note}${visibleLines(text.replace(/\n$/, ''))}${cut}`;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
