import type {OptionValues} from './option-values.ts';

/** A sub-command as data; its code is loaded when it runs, so that help stays fast. */
export interface Command {
  readonly name: string;
  /** What follows the program's name: `explain <id>`. */
  readonly usage: string;
  readonly description: string;
  readonly positionals: readonly Positional[];
  /** Names from the option table. */
  readonly options: readonly string[];
  /** True when `-- command args…` has a meaning. */
  readonly takesCommand?: boolean;
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  load(): Promise<CommandAction>;
}

/** A word of the command line that is no flag. */
export interface Positional {
  readonly name: string;
  readonly description: string;
  /** Said when it is missing: what is expected and an example. Absent: it may be left out. */
  readonly missing?: string;
  /** Takes all words that are left; only the last one may. */
  readonly isRest?: boolean;
}

/** What the user asked for, validated. */
export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: OptionValues;
  /** Words after `--`; undefined without one. */
  readonly rest: readonly string[] | undefined;
  /** All commands, for one that speaks of the others. */
  readonly commands: readonly Command[];
}

/** Runs a command and gives the exit code. */
export type CommandAction = (invocation: Invocation) => Promise<number>;
