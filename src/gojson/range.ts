import type {GoInt} from './types.ts';

/** Whether strconv would read this JSON number into the integer type: digits only, within its bits. */
export function isInRange(text: string, type: GoInt): boolean {
  const unsigned = type.startsWith('u');
  // Nothing longer fits into 64 bits; JSON allows no leading zeros.
  if (!(unsigned ? /^\d{1,20}$/ : /^-?\d{1,19}$/).test(text)) return false;
  const bits = BigInt(type.replace(/\D+/, '') || 64);
  const value = BigInt(text);
  return unsigned
    ? BigInt.asUintN(Number(bits), value) === value
    : BigInt.asIntN(Number(bits), value) === value;
}
