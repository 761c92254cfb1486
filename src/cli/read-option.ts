import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import type {OptionSpec} from './option-spec.ts';
import type {OptionValue} from './option-values.ts';

/** Reads what the parser found for one flag; undefined when it was not given and has no default. */
export function readOption(option: OptionSpec, raw: unknown): OptionValue | undefined {
  if (raw === undefined) return option.default === undefined ? undefined : convert(option, option.default);
  const words = (Array.isArray(raw) ? raw : [raw]).map(word =>
    typeof word === 'boolean' ? word : String(word),
  );
  if (option.kind === 'boolean') return words.at(-1) === true;
  const texts = words.map(word => textOf(option, word));
  if (option.kind === 'list')
    return texts.flatMap(text => (option.name === 'interface' ? text.split(',') : [text]));
  if (option.kind === 'pairs') return texts.map(text => checkedPair(option, text));
  if (texts.length > 1)
    throw wrong(option, `is given ${texts.length} times (${texts.join(', ')}); give it once`);
  return convert(option, texts[0] ?? '');
}

function textOf(option: OptionSpec, word: string | boolean): string {
  if (typeof word === 'string' && word !== '') return word;
  const expected = option.choices?.join(', ') ?? option.placeholder ?? 'a value';
  throw wrong(option, `needs a value: expected ${expected}`);
}

function convert(option: OptionSpec, text: string): OptionValue {
  if (option.kind === 'duration') return milliseconds(option, text);
  if (option.kind === 'integer') return integer(option, text);
  return option.choices ? chosenOnes(option, option.choices, text) : text;
}

function chosenOnes(option: OptionSpec, choices: readonly string[], text: string): string {
  const words = option.severalChoices === true ? text.split(',') : [text];
  return words.map(word => chosen(option, choices, option.synonyms?.[word.trim()] ?? word.trim())).join(',');
}

function chosen(option: OptionSpec, choices: readonly string[], text: string): string {
  if (choices.includes(text.toLowerCase())) return text.toLowerCase();
  const near = /\d/.test(text) ? undefined : nearest(text.toLowerCase(), choices);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw wrong(option, `expects one of ${choices.join(', ')}, got "${text}".${hint}`);
}

const unitMs: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000};

/** The longest that Node's timers can wait. */
const longestMs = 2 ** 31 - 1;

function milliseconds(option: OptionSpec, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text);
  const ms = match ? Math.round(Number(match[1]) * (unitMs[match[2] ?? 's'] ?? 1000)) : 0;
  if (ms > 0 && ms <= longestMs) return ms;
  throw wrong(option, `expects a time above zero such as 500ms, 10s or 2m, got "${text}"`);
}

function integer(option: OptionSpec, text: string): number {
  const value = /^(\d+|0x[0-9a-fA-F]+)$/.test(text) ? Number(text) : Number.NaN;
  const least = option.least ?? 0;
  if (value >= least && value <= 0xffff_ffff) return value;
  throw wrong(option, `expects a whole number from ${least} to 4294967295, got "${text}"`);
}

function checkedPair(option: OptionSpec, text: string): string {
  if (text.indexOf('=') > 0) return text;
  throw wrong(option, `expects key=value, got "${text}"`);
}

function wrong(option: OptionSpec, what: string): UsageError {
  return new UsageError(`--${option.name} ${what}`);
}
