import {quoteTimeText} from './quote.ts';

/** A time.Time as Go prints it with RFC3339Nano, or the error text of package time. */
export type TimeResult =
  | {readonly ok: true; readonly value: string}
  | {readonly ok: false; readonly error: string};

/** What is read so far, and the words of the error if a part was wrong. */
interface Clock {
  readonly go: number;
  rest: Uint8Array;
  readonly parts: Record<Part, number>;
  fraction: string;
  offsetMinutes: number;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
/** `bad`: not a number of the right form; another text: the name of what is out of range. */
type Trouble = '' | 'bad' | string;

interface Step {
  readonly prefix: string;
  /** The piece of the layout that errors name. */
  readonly layout: string;
  readonly read: (clock: Clock) => Trouble;
}

const LAYOUT = '2006-01-02T15:04:05Z07:00';
const DASH = 0x2d;
const PLUS = 0x2b;
const encoder = new TextEncoder();

const STEPS: readonly Step[] = [
  {prefix: '', layout: '2006', read: readYear},
  {prefix: '-', layout: '01', read: clock => readPair(clock, {part: 'month', min: 1, max: 12, fixed: true})},
  {prefix: '-', layout: '02', read: clock => readPair(clock, {part: 'day', min: 0, max: 99, fixed: true})},
  {prefix: 'T', layout: '15', read: clock => readPair(clock, {part: 'hour', min: 0, max: 23, fixed: false})},
  {prefix: ':', layout: '04', read: clock => readPair(clock, {part: 'minute', min: 0, max: 59, fixed: true})},
  {prefix: ':', layout: '05', read: readSecond},
  {prefix: '', layout: 'Z07:00', read: readZone},
];

/**
 * Time.UnmarshalJSON of the given Go release, for the raw JSON of a value that is not null
 * (go1.19.13 and go1.24.4: time/time.go UnmarshalJSON, time/format.go parse).
 * Go up to 1.19 parses the text with its quotes, later ones without.
 */
export function parseTime(raw: Uint8Array, go: number): TimeResult {
  if (go < 20) return parseLayout(raw, go, '"');
  const quote = 0x22;
  if (raw.length < 2 || raw[0] !== quote || raw.at(-1) !== quote) {
    return {ok: false, error: 'Time.UnmarshalJSON: input is not a JSON string'};
  }
  return parseLayout(raw.subarray(1, -1), go, '');
}

function parseLayout(text: Uint8Array, go: number, frame: string): TimeResult {
  const parts = {year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0};
  const clock: Clock = {go, rest: text, parts, fraction: '', offsetMinutes: 0};
  const failed = (what: string): TimeResult => ({
    ok: false,
    error: `parsing time ${quoteTimeText(text)}${what}`,
  });
  const cannot = (value: Uint8Array, as: string): TimeResult => {
    const layout = quoteTimeText(encoder.encode(`${frame}${LAYOUT}${frame}`));
    const piece = quoteTimeText(encoder.encode(as));
    return failed(` as ${layout}: cannot parse ${quoteTimeText(value)} as ${piece}`);
  };
  for (const [index, step] of STEPS.entries()) {
    const prefix = index === 0 ? frame : step.prefix;
    if (!skipPrefix(clock, prefix)) return cannot(clock.rest, prefix);
    const before = clock.rest;
    const trouble = step.read(clock);
    if (trouble === 'bad') return cannot(go < 20 ? clock.rest : before, step.layout);
    if (trouble !== '') return failed(`: ${trouble} out of range`);
  }
  if (!skipPrefix(clock, frame)) return cannot(clock.rest, frame);
  if (clock.rest.length > 0) return failed(`: extra text: ${quoteTimeText(clock.rest)}`);
  if (!isDayOfMonth(parts)) return failed(': day out of range');
  return {ok: true, value: format(clock)};
}

function skipPrefix(clock: Clock, prefix: string): boolean {
  if (prefix === '') return true;
  if (clock.rest[0] !== prefix.charCodeAt(0)) return false;
  clock.rest = clock.rest.subarray(1);
  return true;
}

function readYear(clock: Clock): Trouble {
  if (clock.rest.length < 4 || !isDigit(clock.rest[0])) return 'bad';
  const text = take(clock, 4);
  if (!/^\d{4}$/.test(text)) return 'bad';
  clock.parts.year = Number(text);
  return '';
}

interface Range {
  readonly part: Part;
  readonly min: number;
  readonly max: number;
  /** Exactly two digits; else one will do. */
  readonly fixed: boolean;
}

function readPair(clock: Clock, range: Range): Trouble {
  const digits = isDigit(clock.rest[0]) ? (isDigit(clock.rest[1]) ? 2 : range.fixed ? 0 : 1) : 0;
  if (digits === 0) return 'bad';
  const value = Number(take(clock, digits));
  clock.parts[range.part] = value;
  return value < range.min || value > range.max ? range.part : '';
}

function readSecond(clock: Clock): Trouble {
  const trouble = readPair(clock, {part: 'second', min: 0, max: 59, fixed: true});
  if (trouble === 'second') return trouble;
  if (trouble === 'bad' && clock.go >= 20) return trouble;
  const separator = clock.rest[0];
  if ((separator !== 0x2e && separator !== 0x2c) || !isDigit(clock.rest[1])) return trouble;
  let length = 2;
  while (isDigit(clock.rest[length])) length++;
  clock.fraction = take(clock, length).slice(1, 10);
  // Go 1.19 forgets here that the seconds were bad: `10:20:.5Z` is a time.
  return '';
}

function readZone(clock: Clock): Trouble {
  if (clock.rest[0] === 0x5a) {
    take(clock, 1);
    return '';
  }
  if (clock.rest.length < 6 || clock.rest[3] !== 0x3a) return 'bad';
  const sign = clock.rest[0];
  const text = take(clock, 6);
  const hours = zoneNumber(text.slice(1, 3), clock.go);
  const minutes = zoneNumber(text.slice(4, 6), clock.go);
  if (clock.go >= ZONE_RANGE_SINCE) {
    // Go looks at the minutes only after good hours, and the last complaint wins.
    if (!Number.isNaN(hours) && minutes > 60) return 'time zone offset minute';
    if (hours > 24) return 'time zone offset hour';
  }
  if (Number.isNaN(hours) || Number.isNaN(minutes) || (sign !== PLUS && sign !== DASH)) return 'bad';
  clock.offsetMinutes = (hours * 60 + minutes) * (sign === DASH ? -1 : 1);
  return '';
}

/** First Go release that limits zone offsets to 24 hours and 60 minutes. */
const ZONE_RANGE_SINCE = 23;

/** Go 1.19 lets a sign pass for the first digit. */
function zoneNumber(text: string, go: number): number {
  return (go < 20 ? /^[-+\d]\d$/ : /^\d\d$/).test(text) ? Number(text) : Number.NaN;
}

function take(clock: Clock, length: number): string {
  const text = String.fromCharCode(...clock.rest.subarray(0, Math.min(length, 64)));
  clock.rest = clock.rest.subarray(length);
  return text;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isDayOfMonth({year, month, day}: Record<Part, number>): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= days;
}

function format(clock: Clock): string {
  const {parts, offsetMinutes} = clock;
  const date = `${pad(parts.year, 4)}-${pad(parts.month)}-${pad(parts.day)}`;
  const fraction = clock.fraction.replace(/0+$/, '');
  const time = `${pad(parts.hour)}:${pad(parts.minute)}:${pad(parts.second)}${fraction === '' ? '' : `.${fraction}`}`;
  const ahead = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const zone = ahead === 0 ? 'Z' : `${sign}${pad(Math.trunc(ahead / 60))}:${pad(ahead % 60)}`;
  return `${date}T${time}${zone}`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
