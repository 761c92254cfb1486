import type {PluginRegistry} from './registry.ts';

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
