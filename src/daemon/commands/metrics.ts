import type {Metrics} from '../metrics/api.ts';
import {type Session, single} from './session.ts';

/** Managed metrics plugins, as their user sees them. */
export function createMetricsCommands(session: Session): Metrics {
  const server = () => session.daemon?.metrics.server ?? null;
  return {
    enable: async plugin =>
      single(
        await session.request({verb: 'Post', path: `/plugins/${plugin}/enable`}, async daemon => {
          await daemon.metrics.startMetrics(plugin);
          daemon.environment.disk.metricsPlugins.add(plugin);
          return `${plugin}\n`;
        }),
      ),
    disable: async plugin =>
      single(
        await session.request({verb: 'Post', path: `/plugins/${plugin}/disable`}, async daemon => {
          daemon.environment.disk.metricsPlugins.delete(plugin);
          return `${plugin}\n`;
        }),
      ),
    requests: () => server()?.requests() ?? [],
    nextRequests: async (count, timeoutMs) => {
      const now = server();
      return now === null ? false : now.waitFor(now.requests().length + count, timeoutMs);
    },
    connections: () => server()?.connections() ?? 0,
    hasSocket: () => server()?.isInPlace() ?? false,
    hold: () => server()?.hold() ?? (() => {}),
  };
}
