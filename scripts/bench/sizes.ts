/** How much is measured. */
export interface Sizes {
  /** Repetitions of which the median counts. */
  readonly rounds: number;
  /** Length of one measurement of throughput. */
  readonly seconds: number;
  readonly concurrency: readonly number[];
  readonly interfaces: readonly string[];
  readonly volumes: readonly number[];
  /** Stories through a real dockerd. */
  readonly stories: number;
  /** Bytes of lines in one measurement. */
  readonly logBytes: number;
  readonly manyLogLines: number;
}

/** The usual sizes, or just enough to see that all works. */
export function sizesOf(isBrief: boolean): Sizes {
  return isBrief
    ? {
        ...{rounds: 1, seconds: 0.2, concurrency: [2], interfaces: ['ipam'], volumes: [10, 20]},
        ...{stories: 1, logBytes: 100_000, manyLogLines: 20_000},
      }
    : {
        ...{rounds: 5, seconds: 2, concurrency: [1, 8, 64]},
        ...{interfaces: ['volume', 'network', 'ipam', 'authz'], volumes: [100, 1000, 10_000]},
        ...{stories: 10, logBytes: 200e6, manyLogLines: 10_000_000},
      };
}
