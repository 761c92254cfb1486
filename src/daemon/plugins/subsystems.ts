import type {Environment} from '../environment.ts';
import {asDaemonError} from '../errors.ts';
import type {PluginRegistry} from './registry.ts';

/**
 * What dockerd asks of a plugin as soon as it is active, whoever activated it, per interface that the plugin lists: network and
 * IPAM drivers are registered then (moby v28.5.2 libnetwork/drivers/remote/driver.go, ipams/remote/remote.go). A failure is only
 * logged.
 */
export function registerSubsystems(registry: PluginRegistry, environment: Environment): void {
  for (const word of ['NetworkDriver', 'IpamDriver']) {
    registry.handle(word, async (plugin, client) => {
      await client.call(`${word}.GetCapabilities`, null).catch(error => {
        environment.log(
          'error',
          `error registering ${word} plugin ${plugin}: ${asDaemonError(error).message}`,
        );
      });
    });
  }
}

const METRICS = 'MetricsCollector';

/**
 * Metrics collectors are looked up once more while their activation is still under way: a legacy plugin that lists the word
 * blocks for ever, and with it everybody who uses it (moby v28.5.2 internal/metrics/plugin_unix.go RegisterPlugin). Managed plugins
 * have no activation and are well.
 */
export function registerMetrics(registry: PluginRegistry): void {
  registry.handle(METRICS, async plugin => {
    await registry.get(plugin, METRICS);
  });
}
