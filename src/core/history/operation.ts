/** One operation of a concurrent history: when it was called, when it answered, and what. Times of one clock. */
export interface Operation<Input, Output> {
  readonly input: Input;
  readonly invokedAt: number;
  /** Infinity when no answer came: it may have taken effect at any time since, or never. */
  readonly returnedAt: number;
  /** Undefined when no answer came. */
  readonly output: Output | undefined;
}

/** What a system does when its operations come one after the other. */
export interface SequentialModel<State, Input, Output> {
  readonly initial: State;
  /**
   * The states in which the operation may leave the system when it answers `output` (any answer when undefined).
   * Empty: in this state no correct system answers so.
   */
  step(state: State, input: Input, output: Output | undefined): readonly State[];
  /** Equal for equal states. */
  key(state: State): string;
}
