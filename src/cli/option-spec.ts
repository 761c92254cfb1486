/** How the words after a flag are read. */
export type OptionKind = 'boolean' | 'text' | 'list' | 'duration' | 'integer' | 'pairs';

/** One flag. The table serves parsing, help and validation alike. */
export interface OptionSpec {
  readonly name: string;
  readonly alias?: string;
  readonly kind: OptionKind;
  /** Stands for the value on the help page. */
  readonly placeholder?: string;
  /** As the user would write it. */
  readonly default?: string;
  readonly description: string;
  readonly group: string;
  /** Smallest whole number that makes sense (default 0). */
  readonly least?: number;
  readonly choices?: readonly string[];
  /** Several choices may be given with commas between them. */
  readonly severalChoices?: boolean;
  /** Other words for a choice: `26.1.5` for `26.1`. */
  readonly synonyms?: Readonly<Record<string, string>>;
}
