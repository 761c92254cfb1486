/** The user asked for something that can't be: unknown flag, id or file, empty selection. Exit code 2, one line. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
  /** Stable word for programs. */
  readonly code: string;
  readonly exitCode: number = 2;

  constructor(message: string, options: {readonly code?: string; readonly cause?: unknown} = {}) {
    super(message, options.cause === undefined ? {} : {cause: options.cause});
    this.code = options.code ?? 'USAGE';
  }
}

/** The plugin was never reachable. Exit code 3, one line. */
export class UnreachableError extends Error {
  override readonly name: string = 'UnreachableError';
  readonly code: string;
  readonly exitCode: number = 3;

  constructor(message: string, options: {readonly code?: string; readonly cause?: unknown} = {}) {
    super(message, options.cause === undefined ? {} : {cause: options.cause});
    this.code = options.code ?? 'UNREACHABLE';
  }
}
