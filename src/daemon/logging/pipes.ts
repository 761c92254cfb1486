/** A FIFO to a log plugin, open for writing. */
export interface LogPipe {
  /** As the plugin is told. */
  readonly path: string;
  /** Resolves when the bytes are in the pipe; rejects when it was closed meanwhile. */
  write(bytes: Uint8Array): Promise<void>;
  /** Lets go of the descriptor; the file stays. */
  close(): void;
  /** Removes the file. */
  remove(): Promise<void>;
}

/** The folder in which dockerd makes its FIFOs. */
export interface LogPipes {
  /** Makes and opens one; rejects with the system's words. */
  open(id: string): Promise<LogPipe>;
  /** Closes and removes what is left, which a dockerd would leave for ever. */
  dispose(): Promise<void>;
}
