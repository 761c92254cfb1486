import type {Docker} from '../../../src/daemon/docker.ts';

/** What a command shows to its user. Null where the model does not say: the comparison leaves it out and counts it. */
export interface Shown {
  readonly exit: number | null;
  readonly stdout: string | null;
  readonly stderr: string | null;
}

/** What a translated command may use. */
export interface CommandContext {
  readonly docker: Docker;
  /** `docker rename` gives a container another name for later commands; new name to id. */
  readonly renamed: Map<string, string>;
  /** Aborted when the recorder killed the command. */
  readonly killed: AbortSignal;
  /** The containers' shells had not set their traps when SIGTERM came. */
  readonly trapsComeLate: boolean;
}

/** A user's command as an action of the model. */
export type Command = (context: CommandContext) => Promise<Shown>;

/** What an area knows to translate: `volume create` to a function of the words that follow. */
export type CommandTable = Readonly<Record<string, (words: readonly string[]) => Command | null>>;

/** From an outcome of the model. */
export function shown(outcome: {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}): Shown {
  return {exit: outcome.exitCode, stdout: outcome.stdout, stderr: outcome.stderr};
}
