import {type Ip, type Prefix, parseIp, width} from './address.ts';

/** The number of addresses in a prefix. */
export function size({ip, bits}: Prefix): bigint {
  return 1n << BigInt(width(ip) - bits);
}

/** The prefix without host bits. */
export function masked(prefix: Prefix): Prefix {
  const value = prefix.ip.value - (prefix.ip.value % size(prefix));
  return {ip: {family: prefix.ip.family, value}, bits: prefix.bits};
}

/** The last address of the prefix. */
export function lastIp(prefix: Prefix): Ip {
  return {family: prefix.ip.family, value: masked(prefix).ip.value + size(prefix) - 1n};
}

/** Is the address one of the prefix' own? */
export function contains(prefix: Prefix, ip: Ip): boolean {
  if (prefix.ip.family !== ip.family) return false;
  return masked({ip, bits: prefix.bits}).ip.value === masked(prefix).ip.value;
}

/** Have the two any address in common? */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.bits <= b.bits ? contains(a, b.ip) : contains(b, a.ip);
}

/** All prefixes of this length within `base`, in order. */
export function* split(base: Prefix, bits: number): Generator<Prefix> {
  const step = 1n << BigInt(width(base.ip) - bits);
  const end = lastIp(base).value;
  for (let {value} = masked(base).ip; value <= end; value += step) {
    yield {ip: {family: base.ip.family, value}, bits};
  }
}

/** Go's `netip.ParsePrefix`, with its error. */
export function parsePrefix(text: string): {readonly prefix: Prefix} | {readonly error: string} {
  const fail = (why: string) => ({error: `netip.ParsePrefix(${JSON.stringify(text)}): ${why}`});
  const slash = text.lastIndexOf('/');
  if (slash < 0) return fail("no '/'");
  const address = text.slice(0, slash);
  const ip = parseIp(address);
  if (ip === null) return fail(`ParseAddr(${JSON.stringify(address)}): unable to parse IP`);
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d*)$/.test(length)) return fail(`bad bits after slash: ${JSON.stringify(length)}`);
  if (Number(length) > width(ip)) return fail('prefix length out of range');
  return {prefix: {ip, bits: Number(length)}};
}
