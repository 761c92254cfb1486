/** One thing that the replay did otherwise. */
export interface Difference {
  /** The command or event under which it was seen. */
  readonly phase: string;
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}
