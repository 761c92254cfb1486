/** What a program that ran in a namespace left. */
export interface ProgramResult {
  /** Null: it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that goes on. */
export interface RunningProgram {
  /** The first line that it prints; empty when it ends before. */
  firstLine(): Promise<string>;
  stop(): Promise<void>;
}

/** A network namespace, as far as programs of this machine can be run in it. Nothing here rejects because a program fails. */
export interface NetworkNamespace {
  /** A process that lives in it as long as it is open: other namespaces name it by this. */
  readonly pid: number;
  /** `input` goes to its standard input. */
  run(command: readonly string[], input?: string): Promise<ProgramResult>;
  start(command: readonly string[]): Promise<RunningProgram>;
  /** The program that runs JavaScript, with its first words: what is guaranteed to be there. */
  readonly javascript: readonly string[];
}

/** One that was made, and ends with whoever made it. */
export interface OwnNamespace extends NetworkNamespace {
  /** What is still in it goes with it. */
  close(): Promise<void>;
}

/** What real sandboxes are made with. */
export interface NamespaceHost {
  /** The daemon's, in which the plugin makes its interfaces. */
  readonly daemon: NetworkNamespace;
  /** Another one for a container, its loopback up. Rejects where none can be made. */
  create(): Promise<OwnNamespace>;
}
