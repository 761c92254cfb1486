import {DaemonError} from '../errors.ts';

/** `--log-driver` and `--log-opt` of a container or of the daemon. */
export interface LogConfig {
  readonly driver: string;
  readonly opts: Readonly<Record<string, string>>;
}

/** What a daemon logs with when it is told nothing. */
export const BUILT_IN_DRIVER = 'json-file';

/** Options that the daemon's own default passes on to every container (moby v28.5.2 daemon/logger/loggerutils/cache/validate.go). */
const CACHE_OPTION = /^cache-(disabled|max-size|max-file|compress)$/;
const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False'];
const UNITS: Readonly<Record<string, number>> = {'': 0, b: 0, k: 1, m: 2, g: 3, t: 4, p: 5};

/** The daemon's defaults under a container's own options (moby v28.5.2 daemon/logs.go mergeAndVerifyLogConfig). */
export function mergeLogConfig(own: Partial<LogConfig>, defaults: LogConfig): LogConfig {
  const driver = own.driver ?? defaults.driver;
  const passedOn = Object.entries(defaults.opts).filter(
    ([key]) => driver === defaults.driver || CACHE_OPTION.test(key),
  );
  return {driver, opts: {...Object.fromEntries(passedOn), ...own.opts}};
}

/** The options that the daemon owns; those of a plugin it does not look at (moby v28.5.2 daemon/logger/factory.go ValidateLogOpts). */
export function checkLogOptions({opts}: LogConfig): void {
  const mode = opts['mode'] ?? '';
  if (!['', 'blocking', 'non-blocking'].includes(mode)) {
    throw new DaemonError(`logger: logging mode not supported: ${mode}`, {status: 'invalid'});
  }
  const size = opts['max-buffer-size'];
  if (size !== undefined && mode !== 'non-blocking') {
    throw new DaemonError("logger: max-buffer-size option is only supported with 'mode=non-blocking'", {
      status: 'invalid',
    });
  }
  if (size !== undefined && parseSize(size) === null) {
    throw new DaemonError(`error parsing option max-buffer-size: invalid size: '${size}'`, {
      status: 'invalid',
    });
  }
  const disabled = opts['cache-disabled'] ?? '';
  if (disabled !== '' && ![...TRUE, ...FALSE].includes(disabled)) {
    throw new DaemonError(`invalid value for option cache-disabled: ${disabled}`, {status: 'invalid'});
  }
}

/** Bytes of the ring; null: the container waits for its log. */
export function ringBytes({opts}: LogConfig): number | null {
  if (opts['mode'] !== 'non-blocking') return null;
  return parseSize(opts['max-buffer-size'] ?? '') ?? -1;
}

/** Whether the daemon keeps a copy for a driver that cannot be read. */
export function usesCache({opts}: LogConfig): boolean {
  return !TRUE.includes(opts['cache-disabled'] ?? '');
}

/** `4m`, `4MiB`: powers of 1024 (docker/go-units RAMInBytes). */
function parseSize(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([bkmgtp]?)(?:i?b)?$/i.exec(text) ?? [];
  return count === '' ? null : Math.floor(Number(count) * 1024 ** (UNITS[unit.toLowerCase()] ?? 0));
}
