/** What a user of the docker command sees of one command. Plain data; a misbehaving plugin never rejects. */
export interface Outcome {
  /** The command's exit code was 0. */
  readonly ok: boolean;
  /** Null when the command was given up before the daemon answered. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** As the command line client (28.2) prints it, with its prefix, hint and line feed. */
  readonly stderr: string;
  /** The daemon's message alone (`create v1: no space`); empty when ok. */
  readonly error: string;
}
