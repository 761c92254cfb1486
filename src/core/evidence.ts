import {cut} from '../util/cut.ts';
import type {Body, Exchange} from '../wire/exchange.ts';

/** Bodies up to this length stand in every report. */
const ALWAYS = 2048;
/** What longer ones may take in a whole run, in characters. */
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
    const length = lengthOf(request.body) + lengthOf(response?.body);
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

function lengthOf(body: Body | undefined): number {
  return body === undefined || body.text.length <= ALWAYS ? 0 : body.text.length;
}

function shortBody(body: Body): Body {
  if (body.text.length <= ALWAYS) return body;
  const last = body.text.charCodeAt(ALWAYS - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? ALWAYS - 1 : ALWAYS; // not through a surrogate pair
  return {...body, text: body.text.slice(0, end), truncated: true};
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
