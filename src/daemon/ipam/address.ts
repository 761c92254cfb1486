/** An address; IPv4 in IPv6 clothes is IPv4, as in Go's net.IP. */
export interface Ip {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address with the length of its prefix; host bits are kept. */
export interface Prefix {
  readonly ip: Ip;
  readonly bits: number;
}

const MAPPED = 0xffff00000000n;
const V4_END = 1n << 32n;

/** Number of bits of an address. */
export function width({family}: Ip): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** Go's `net.ParseIP`; null for what is none. */
export function parseIp(text: string): Ip | null {
  if (!text.includes(':')) {
    const value = parseV4(text);
    return value === null ? null : {family: 4, value};
  }
  const value = parseV6(text);
  if (value === null) return null;
  const isMapped = value >= MAPPED && value < MAPPED + V4_END;
  return isMapped ? {family: 4, value: value - MAPPED} : {family: 6, value};
}

/** Go's `net.ParseCIDR`, but with the host's bits; null for what is none. */
export function parseCidr(text: string): Prefix | null {
  const [, address = '', length = ''] = /^([^/]*)\/(\d+)$/.exec(text) ?? [];
  const ip = parseIp(address);
  if (ip === null || length === '' || Number(length) > width(ip)) return null;
  return {ip, bits: Number(length)};
}

function parseV4(text: string): bigint | null {
  if (!/^(?:(?:0|[1-9]\d{0,2})(?:\.|$)){4}$/.test(text) || text.endsWith('.')) return null;
  const parts = text.split('.').map(Number);
  if (parts.some(part => part > 255)) return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail !== null) {
    const v4 = parseV4(tail[2] ?? '');
    if (v4 === null) return null;
    const words = [v4 >> 16n, v4 & 0xffffn].map(word => word.toString(16));
    return parseV6(`${tail[1]}${words.join(':')}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], rest = []] = halves.map(half => (half === '' ? [] : half.split(':')));
  const gap = 8 - head.length - rest.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return null;
  const words = [...head, ...Array<string>(gap).fill('0'), ...rest];
  if (words.some(word => !/^[0-9a-fA-F]{1,4}$/.test(word))) return null;
  return words.reduce((value, word) => (value << 16n) | BigInt(`0x${word}`), 0n);
}

/** As Go prints it: IPv6 compressed, lower case. */
export function formatIp({family, value}: Ip): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map(shift => (value >> shift) & 0xffn).join('.');
  const words = Array.from({length: 8}, (_, at) => ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const {start, length} = longestZeros(words);
  if (length < 2) return words.join(':');
  return `${words.slice(0, start).join(':')}::${words.slice(start + length).join(':')}`;
}

function longestZeros(words: readonly string[]): {start: number; length: number} {
  let best = {start: 0, length: 0};
  for (let start = 0; start < words.length; start += 1) {
    let end = start;
    while (words[end] === '0') end += 1;
    if (end - start > best.length) best = {start, length: end - start};
  }
  return best;
}

/** `10.5.0.2/24`. */
export function formatPrefix({ip, bits}: Prefix): string {
  return `${formatIp(ip)}/${bits}`;
}
