/** One numbered obligation of a plugin towards dockerd. */
export interface Requirement {
  /** What is asked, one sentence in our words. */
  readonly text: string;
  /** Where it comes from: `moby v28.5.2 path function`, recordings, issue threads. */
  readonly source: readonly string[];
  /** Why no black box can test it. */
  readonly untested?: string;
}

/** The obligations of an area by number: `{13: {...}}` is requirement `volume/13`. */
export type Requirements = Readonly<Record<number, Requirement>>;
