/** When the user's commands began in a replay: what ends during a later command waits for that one. */
export class ActionStarts {
  readonly #starts = new Map<number, Start>();

  /** Command number `n` begins. */
  begin(n: number, atMs: number): void {
    this.#of(n).begin(atMs);
  }

  /** Resolves when command number `n` has begun, to that instant. */
  of(n: number): Promise<number> {
    return this.#of(n).begun;
  }

  #of(n: number): Start {
    const start = this.#starts.get(n) ?? createStart();
    this.#starts.set(n, start);
    return start;
  }
}

interface Start {
  readonly begun: Promise<number>;
  begin(atMs: number): void;
}

function createStart(): Start {
  let begin: (atMs: number) => void = () => {};
  const begun = new Promise<number>(resolve => {
    begin = resolve;
  });
  return {begun, begin};
}
