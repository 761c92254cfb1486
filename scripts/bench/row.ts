import type {Sizes} from './sizes.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What it is compared with, measured in the same run. */
  readonly against?: string;
  readonly goal?: {readonly text: string; readonly isHeld: boolean};
}

/** Measurements that belong together. */
export type Room = (sizes: Sizes) => AsyncIterable<Row>;

/** The value in the middle: one that was measured. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function times(factor: number): string {
  return `×${factor.toFixed(2)}`;
}
