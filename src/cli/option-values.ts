/** A flag's value after validation: durations in milliseconds. */
export type OptionValue = string | number | boolean | readonly string[];

/** The flags of one invocation, defaults filled in, read by name and kind. */
export class OptionValues {
  readonly #values: ReadonlyMap<string, OptionValue>;
  readonly #given: ReadonlySet<string>;

  constructor(values: ReadonlyMap<string, OptionValue>, given: ReadonlySet<string>) {
    this.#values = values;
    this.#given = given;
  }

  /** Whether the user said it, by whatever way. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.#values.get(name);
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }

  list(name: string): readonly string[] {
    const value = this.#values.get(name);
    return Array.isArray(value) ? value : [];
  }

  /** `k=v` words as an object; the last of a key wins, as with docker. */
  pairs(name: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.list(name).map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
  }
}
