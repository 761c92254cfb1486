/** How much a violation hurts, by evidence: an error or lost data, a nuisance, worth knowing (design 3). */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** The outcome of one check or rule (design 3). */
export type Status =
  | 'passed'
  | 'failed'
  | 'warned'
  | 'not-applicable'
  | 'excluded'
  | 'blocked'
  | 'untestable'
  | 'errored';

/** What a failing check found. */
export interface Finding {
  /** One sentence: what happened. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

/** Totals by status, spelt as in the report file. */
export interface Summary {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly notApplicable: number;
  readonly excluded: number;
  readonly blocked: number;
  readonly untestable: number;
  readonly errored: number;
}
