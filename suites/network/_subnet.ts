import {type CheckContext, formatIp, type IpPrefix, parseCidr, sizeOf} from '../../src/authoring.ts';

/** A subnet for one check, with addresses in it. */
export interface Subnet {
  readonly pool: string;
  readonly gateway: string;
  /** The address number `n`, with the prefix length; the check does not apply where a subnet of the user's is too small. */
  address(n: number): string;
}

/** An IPv4 subnet that no other check of the run uses at the same time. */
export function subnetV4(t: CheckContext): Subnet {
  const given = givenSubnet(t);
  if (given !== undefined) return subnetOf(t, given);
  const number = numberFor(t);
  const start = `10.${208 + (number >> 8)}.${number & 255}`;
  return {pool: `${start}.0/24`, gateway: `${start}.1/24`, address: n => `${start}.${n}/24`};
}

/** An IPv6 subnet that no other check of the run uses. */
export function subnetV6(t: CheckContext): Subnet {
  const start = `fd70:6c75:67:${(4096 + numberFor(t)).toString(16)}::`;
  return {pool: `${start}/64`, gateway: `${start}1/64`, address: n => `${start}${n.toString(16)}/64`};
}

/** How many subnets of the user's a check has taken. */
const taken = new WeakMap<CheckContext, number>();

/** The next of those that the user gave, and the first again after the last; undefined: they gave none. */
export function givenSubnet(t: CheckContext): IpPrefix | undefined {
  const {subnets} = t.settings;
  const number = taken.get(t) ?? 0;
  taken.set(t, number + 1);
  return parseCidr(subnets[number % subnets.length] ?? '') ?? undefined;
}

/** A subnet with its addresses. */
export function subnetOf(t: CheckContext, prefix: IpPrefix): Subnet {
  const {family, value, bits} = prefix;
  const address = (n: number) => {
    if (BigInt(n) > sizeOf(prefix) - 2n)
      t.notApplicable(`the subnet ${formatIp(prefix)}/${bits} has too few addresses for this`);
    return `${formatIp({family, value: value + BigInt(n)})}/${bits}`;
  };
  return {pool: `${formatIp(prefix)}/${bits}`, gateway: address(1), address};
}

/** The running number in the names of the run; 4096 subnets are more than any run needs. */
function numberFor(t: CheckContext): number {
  return Number(/\d+$/.exec(t.unique('subnet'))?.[0] ?? 0) % 4096;
}
