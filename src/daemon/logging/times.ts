import {DaemonError} from '../errors.ts';

/** Go's zero time. */
export const NO_INSTANT = '0001-01-01T00:00:00Z';

const SECOND = 1_000_000_000n;

/** RFC 3339 with nanoseconds, without trailing zeros, as Go's RFC3339Nano; in a zone so many minutes east of UTC. */
export function formatInstant(time: bigint, zoneMinutes = 0): string {
  const {date, fraction} = split(time + BigInt(zoneMinutes) * 60n * SECOND);
  const digits = fraction.replace(/0+$/, '');
  return `${date}${digits === '' ? '' : `.${digits}`}${offset(zoneMinutes)}`;
}

function offset(zoneMinutes: number): string {
  if (zoneMinutes === 0) return 'Z';
  const [hours, minutes] = [Math.floor(Math.abs(zoneMinutes) / 60), Math.abs(zoneMinutes) % 60];
  const digits = [hours, minutes].map(part => String(part).padStart(2, '0')).join(':');
  return `${zoneMinutes < 0 ? '-' : '+'}${digits}`;
}

/** The same with all nine digits, as `docker logs -t` prints it (moby v28.5.2 httputils/write_log_stream.go rfc3339NanoFixed). */
export function formatFixed(time: bigint): string {
  const {date, fraction} = split(time);
  return `${date}.${fraction}Z`;
}

function split(time: bigint): {readonly date: string; readonly fraction: string} {
  const nanos = ((time % SECOND) + SECOND) % SECOND;
  const seconds = (time - nanos) / SECOND;
  return {
    date: new Date(Number(seconds) * 1000).toISOString().slice(0, 19),
    fraction: String(nanos).padStart(9, '0'),
  };
}

const units: Readonly<Record<string, number>> = {h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9};

/**
 * What the client makes of `--since` and `--until` (moby v28.5.2 api/types/time/timestamp.go GetTimestamp): an instant, seconds
 * since 1970, or a time span before now. Unix nanoseconds.
 */
export function parseWhen(text: string, now: bigint): bigint {
  if (/^\d+(\.\d+)?$/.test(text)) return secondsToNanos(text);
  const spans = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)];
  if (spans.length > 0 && spans.map(([span]) => span).join('') === text) {
    const seconds = spans.reduce((sum, [, count, unit = 's']) => sum + Number(count) * (units[unit] ?? 0), 0);
    // the client sends whole seconds of the difference
    return ((now - BigInt(Math.round(seconds * 1e9))) / SECOND) * SECOND;
  }
  return parseInstant(text);
}

function secondsToNanos(text: string): bigint {
  const [seconds = '0', fraction = ''] = text.split('.');
  return BigInt(seconds) * SECOND + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}

function parseInstant(text: string): bigint {
  const [, date, fraction = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const ms = Date.parse(date?.includes('T') ? `${date}${zone}` : `${date}`);
  if (Number.isNaN(ms)) throw new DaemonError(`invalid value for "since": ${text}`, {status: 'invalid'});
  return BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}
