import * as plain from '../../util/ip-address.ts';

/** An address; IPv4 in IPv6 clothes is IPv4, as in Go's net.IP. */
export type Ip = plain.IpAddress;

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
  const ip = plain.parseIp(text);
  if (ip === null || ip.family === 4) return ip;
  const isMapped = ip.value >= MAPPED && ip.value < MAPPED + V4_END;
  return isMapped ? {family: 4, value: ip.value - MAPPED} : ip;
}

/** Go's `net.ParseCIDR`, but with the host's bits; null for what is none. */
export function parseCidr(text: string): Prefix | null {
  const prefix = plain.parseCidr(text);
  if (prefix === null) return null;
  const {family, value, bits} = prefix;
  return {ip: {family, value}, bits};
}

/** As Go prints it: IPv6 compressed, lower case. */
export const formatIp: (ip: Ip) => string = plain.formatIp;

/** `10.5.0.2/24`. */
export function formatPrefix({ip, bits}: Prefix): string {
  return `${formatIp(ip)}/${bits}`;
}
