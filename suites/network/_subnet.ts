import type {CheckContext} from '../../src/authoring.ts';

/** A subnet for one check, with addresses in it. */
export interface Subnet {
  readonly pool: string;
  readonly gateway: string;
  /** The address number `n`, with the prefix length. */
  address(n: number): string;
}

/** An IPv4 subnet that no other check of the run uses. */
export function subnetV4(t: CheckContext): Subnet {
  const number = numberFor(t);
  const start = `10.${208 + (number >> 8)}.${number & 255}`;
  return {pool: `${start}.0/24`, gateway: `${start}.1/24`, address: n => `${start}.${n}/24`};
}

/** An IPv6 subnet that no other check of the run uses. */
export function subnetV6(t: CheckContext): Subnet {
  const start = `fd70:6c75:67:${(4096 + numberFor(t)).toString(16)}::`;
  return {pool: `${start}/64`, gateway: `${start}1/64`, address: n => `${start}${n.toString(16)}/64`};
}

/** The running number in the names of the run; 4096 subnets are more than any run needs. */
function numberFor(t: CheckContext): number {
  return Number(/\d+$/.exec(t.unique('subnet'))?.[0] ?? 0) % 4096;
}
