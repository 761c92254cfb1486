import type {Container} from '../containers/container.ts';
import type {Environment} from '../environment.ts';
import {wrapError} from '../errors.ts';
import type {PluginRegistry} from '../plugins/registry.ts';
import {startPluginLogger} from './adapter.ts';
import {withCache} from './cache.ts';
import {logInfoOf} from './info.ts';
import type {Logger} from './logger.ts';
import {
  BUILT_IN_DRIVER,
  checkLogOptions,
  type LogConfig,
  mergeLogConfig,
  ringBytes,
  usesCache,
} from './options.ts';
import {RingLogger} from './ring.ts';

const WORD = 'LogDriver';

/** Log drivers by name, and the daemon's default (moby v28.5.2 daemon/logger/factory.go, daemon/logs.go). */
export class LogDrivers {
  readonly #environment: Environment;
  readonly #registry: PluginRegistry;
  readonly #default: LogConfig;

  constructor(environment: Environment, registry: PluginRegistry, byDefault: Partial<LogConfig>) {
    this.#environment = environment;
    this.#registry = registry;
    this.#default = {driver: byDefault.driver ?? BUILT_IN_DRIVER, opts: byDefault.opts ?? {}};
  }

  /** At daemon start, when the default driver has options; a daemon that does not find it does not start (moby v28.5.2 daemon/logs.go defaultLogConfig). */
  async verifyDefault(): Promise<void> {
    const config = this.#default;
    if (Object.keys(config.opts).length === 0) return;
    try {
      checkLogOptions(config);
      if (config.driver !== BUILT_IN_DRIVER) await this.#find(config.driver);
    } catch (error) {
      throw wrapError('failed to set log opts', error);
    }
  }

  /** At container create: the options are looked at, then the plugin is looked up and activated. */
  async verify(own: Partial<LogConfig>): Promise<LogConfig> {
    const config = mergeLogConfig(own, this.#default);
    checkLogOptions(config);
    if (config.driver !== BUILT_IN_DRIVER) await this.#find(config.driver);
    return config;
  }

  /** A logger for one run of the container, or for one look at its log; null: the daemon's own driver, which no plugin sees. */
  async start(container: Container): Promise<Logger | null> {
    const {log} = container.config;
    if (log.driver === BUILT_IN_DRIVER) return null;
    const plugin = await this.#find(log.driver).catch(error => {
      throw wrapError('failed to get logging factory', error);
    });
    const started = await startPluginLogger(this.#environment, plugin.client, logInfoOf(container));
    const size = ringBytes(log);
    const driver = size === null ? started : new RingLogger(started, size);
    if (driver.readLogs !== null || !usesCache(log)) return driver;
    return withCache(this.#environment, driver, container.id);
  }

  async #find(name: string) {
    return this.#registry.get(name, WORD).catch(error => {
      throw wrapError(`error looking up logging plugin ${name}`, error);
    });
  }
}
