/** An IPv4 or IPv6 address as a number, fit for arithmetic. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address with its prefix length: `10.5.0.2/24`. The address keeps its host bits. */
export interface IpPrefix extends IpAddress {
  readonly bits: number;
}

/** Reads a bare address in any spelling that Go's net.ParseIP takes; null for anything else. */
export function parseIp(text: string): IpAddress | null {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

/** Reads `address/length` as Go's net.ParseCIDR does; null for anything else. */
export function parseCidr(text: string): IpPrefix | null {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = parseIp(match?.[1] ?? '');
  const bits = Number(match?.[2]);
  return address === null || bits > widthOf(address.family) ? null : {...address, bits};
}

/** The address as Go prints it: IPv6 in lower case, the longest run of zeros as `::`. */
export function formatIp({family, value}: IpAddress): string {
  if (family === 4) return groups(value, 4, 8n).join('.');
  const words = groups(value, 8, 16n).map(word => Number(word).toString(16));
  const run = longestZeros(words);
  if (run.length < 2) return words.join(':');
  return `${words.slice(0, run.start).join(':')}::${words.slice(run.start + run.length).join(':')}`;
}

/** `10.5.0.0/24`. */
export function formatCidr(prefix: IpPrefix): string {
  return `${formatIp(prefix)}/${prefix.bits}`;
}

/** The prefix without host bits. */
export function networkOf(prefix: IpPrefix): IpPrefix {
  return {...prefix, value: prefix.value - (prefix.value % sizeOf(prefix))};
}

/** Whether the address lies in the prefix. */
export function contains(prefix: IpPrefix, {family, value}: IpAddress): boolean {
  const {value: first} = networkOf(prefix);
  return family === prefix.family && value >= first && value < first + sizeOf(prefix);
}

/** Whether two prefixes share an address. */
export function overlap(one: IpPrefix, other: IpPrefix): boolean {
  return contains(one, networkOf(other)) || contains(other, networkOf(one));
}

/** Number of addresses of a prefix, network and broadcast address included. */
export function sizeOf({family, bits}: IpPrefix): bigint {
  return 1n << BigInt(widthOf(family) - bits);
}

function widthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

function parseV4(text: string): IpAddress | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return {family: 4, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)};
}

function parseV6(text: string): IpAddress | null {
  const [head = '', tail, ...more] = withoutDots(text).split('::');
  if (more.length > 0) return null;
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const words = [...front, ...Array.from({length: missing}, () => '0'), ...back];
  if (!words.every(word => /^[0-9a-fA-F]{1,4}$/.test(word))) return null;
  return {family: 6, value: words.reduce((sum, word) => sum * 65536n + BigInt(`0x${word}`), 0n)};
}

/** `::ffff:10.0.0.1` with the last four bytes as two words. */
function withoutDots(text: string): string {
  const at = text.lastIndexOf(':');
  const v4 = parseV4(text.slice(at + 1));
  if (v4 === null) return text;
  return `${text.slice(0, at + 1)}${(v4.value >> 16n).toString(16)}:${(v4.value & 0xffffn).toString(16)}`;
}

function groups(value: bigint, count: number, bits: bigint): bigint[] {
  return Array.from(
    {length: count},
    (_, index) => (value >> (BigInt(count - 1 - index) * bits)) & ((1n << bits) - 1n),
  );
}

function longestZeros(words: readonly string[]): {readonly start: number; readonly length: number} {
  let best = {start: 0, length: 0};
  for (let start = 0; start < words.length; start += 1) {
    let length = 0;
    while (words[start + length] === '0') length += 1;
    if (length > best.length) best = {start, length};
  }
  return best;
}
