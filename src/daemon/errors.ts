/** How the API would answer: 500, 404, 409, 400. */
export type ErrorStatus = 'system' | 'not-found' | 'conflict' | 'invalid';

/** Why a caller inside the daemon may treat an error in its own way (moby v28.5.2 volume/service/errors.go, libnetwork/ipamapi/contract.go). */
export type ErrorReason =
  | 'no-such-volume'
  | 'in-use'
  | 'name-conflict'
  | 'no-address'
  | 'out-of-range'
  | 'no-such-network'
  | null;

/** What is known about an error besides its text. */
export interface ErrorFacts {
  readonly status?: ErrorStatus;
  readonly reason?: ErrorReason;
  /** Go's `net.Error`: the plugin could not be talked to. Such an error makes the daemon forget nothing. */
  readonly unreachable?: boolean;
  /** The status of the plugin's answer, where that is what went wrong. */
  readonly httpStatus?: number | null;
  /** Already carries operation and name (moby's OpErr): is not wrapped in another. */
  readonly isOperation?: boolean;
}

/**
 * An error inside the modelled daemon, with the text that its user reads. It travels through the rooms as Go's error values do
 * and becomes data (an Outcome) at the border; it is never a sign of a fault of plugtest.
 */
export class DaemonError extends Error {
  override readonly name: string = 'DaemonError';
  readonly status: ErrorStatus;
  readonly reason: ErrorReason;
  readonly unreachable: boolean;
  readonly isOperation: boolean;
  readonly httpStatus: number | null;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message);
    this.status = facts.status ?? 'system';
    this.reason = facts.reason ?? null;
    this.unreachable = facts.unreachable ?? false;
    this.isOperation = facts.isOperation ?? false;
    this.httpStatus = facts.httpStatus ?? null;
  }
}

/** The daemon's process is gone; nobody is left to read this. */
export class DaemonGone extends DaemonError {
  override readonly name: string = 'DaemonGone';

  constructor() {
    super('the daemon is gone', {unreachable: true});
  }
}

/** dockerd's code panicked. In an API request its HTTP server catches it: the client finds the connection closed. Nothing is undone. */
export class DaemonPanic extends Error {
  override readonly name: string = 'DaemonPanic';

  constructor() {
    super('runtime error: invalid memory address or nil pointer dereference');
  }
}

/** The error of `error` with `prefix: ` before its text and all else kept; what is not the daemon's own is thrown on. */
export function wrapError(prefix: string, error: unknown, facts: ErrorFacts = {}): DaemonError {
  if (error instanceof DaemonGone || !(error instanceof DaemonError)) throw error;
  return new DaemonError(`${prefix}: ${error.message}`, {
    status: error.status,
    reason: error.reason,
    unreachable: error.unreachable,
    ...facts,
  });
}

/** moby v28.5.2 volume/service/errors.go OpErr: `create v1: no space`; without a name `remove: …`. */
export function operationError(operation: string, name: string, error: unknown): DaemonError {
  return wrapError(name === '' ? operation : `${operation} ${name}`, error, {isOperation: true});
}

/** The daemon's own error, or undefined; anything else is a fault of ours and is thrown on. */
export function asDaemonError(error: unknown): DaemonError {
  if (error instanceof DaemonError && !(error instanceof DaemonGone)) return error;
  throw error;
}

/** For the places where moby drops an error; only the daemon's own errors are dropped. */
export function ignoreDaemonError(error: unknown): null {
  if (error instanceof DaemonError) return null;
  throw error;
}

/** What the host's file system refused (no space, no permission) is the daemon's error, with the system's words. */
export function throwHostError(error: unknown): never {
  throw new DaemonError(error instanceof Error ? error.message : String(error));
}
