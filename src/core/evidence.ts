import {cut} from '../util/cut.ts';
import type {Body, Exchange} from '../wire/exchange.ts';

/** Bodies that take no more than so many characters of a report stand in it whole. */
const ALWAYS = 2048;
/** What longer ones may take in a whole run, in the same measure. */
const BUDGET = 4 << 20;
/** Longest text of a finding; beyond it nobody reads, and a plugin decides how long it is. */
const LONGEST_TEXT = 4000;
const MOST_LINES = 50;
const MOST_WORDS = 100;
const LONGEST_LINE = 1000;

/**
 * Exchanges as reports keep them. A plugin that puts much into every answer must not make reports endless: once the run's budget
 * is used up, long bodies are cut. Checks and rules judge the exchanges as they were.
 */
export class Evidence {
  readonly #kept = new WeakMap<Exchange, Exchange>();
  #left = BUDGET;

  /** The same for the same exchange, so that a report holds it once. */
  keep(exchange: Exchange): Exchange {
    const known = this.#kept.get(exchange);
    if (known !== undefined) return known;
    const kept = this.#shortened(exchange);
    this.#kept.set(exchange, kept);
    return kept;
  }

  #shortened(exchange: Exchange): Exchange {
    const {request, response} = exchange;
    const length = lengthOf(request.body, this.#left) + lengthOf(response?.body, this.#left);
    if (length === 0) return exchange;
    if (length <= this.#left) {
      this.#left -= length;
      return exchange;
    }
    return {
      ...exchange,
      request: {...request, body: shortBody(request.body)},
      response: response && {...response, body: shortBody(response.body)},
    };
  }
}

/** What a long body takes, or more than `most`; 0 for a short one. */
function lengthOf(body: Body | undefined, most: number): number {
  // most bodies are short whatever they hold
  if (body === undefined || body.text.length * WIDEST <= ALWAYS) return 0;
  if (measured(body.text, ALWAYS).end === body.text.length) return 0;
  return measured(body.text, most).width;
}

function shortBody(body: Body): Body {
  const most = measured(body.text, ALWAYS).end;
  if (most === body.text.length) return body;
  const last = body.text.charCodeAt(most - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? most - 1 : most; // not through a surrogate pair
  return {...body, text: body.text.slice(0, end), truncated: true};
}

/** How much of a text takes no more than `most` characters of a report, and what it takes: more than `most` if it is cut. */
function measured(text: string, most: number): {readonly end: number; readonly width: number} {
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    width += widthOf(text.charCodeAt(at));
    if (width > most) return {end: at, width};
  }
  return {end: text.length, width};
}

/** Characters that one can take. */
const WIDEST = 6;

/** JSON writes control characters as `\u0000`, but white space as `\n`. */
function widthOf(code: number): number {
  if (code >= 0x20) return 1;
  return code === 0x09 || code === 0x0a || code === 0x0d ? 2 : WIDEST;
}

/** A text of a finding, which may quote the plugin. */
export function shortText(text: string): string {
  return cut(text, LONGEST_TEXT);
}

/** Words that a plugin announced, as reports name them. */
export function shortWords(words: readonly string[]): readonly string[] {
  return words.slice(0, MOST_WORDS).map(word => cut(word, LONGEST_LINE));
}

/** The plugin's last lines of output. */
export function lastLines(lines: readonly string[]): readonly string[] {
  return lines.slice(-MOST_LINES).map(line => cut(line, LONGEST_LINE));
}
