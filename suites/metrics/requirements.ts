import type {Requirements} from '../../src/authoring.ts';

const START = 'moby v28.5.2 internal/metrics/plugin_unix.go RegisterPlugin';
const CLEANUP = 'moby v28.5.2 internal/metrics/plugin_unix.go CleanupPlugin';

/** What dockerd asks of a metrics collector. */
export const requirements: Requirements = {
  1: {
    text: 'It is a managed plugin of type docker.metricscollector/1.0.',
    source: ['moby v28.5.2 plugin/store.go CallHandler'],
    untested: 'the type stands in config.json, which is not seen at a socket',
  },
  2: {
    text: 'A plugin on a socket does not list MetricsCollector.',
    source: [START, 'recording 26.1.5/metrics-v1'],
  },
  3: {
    text: 'StartMetrics, which has no body, is answered with 200 and `{}`.',
    source: [
      'moby v26.1.5 daemon/metrics.go StartMetrics',
      START,
      'recording 26.1.5/managed-metrics-start-404',
    ],
  },
  4: {
    text: 'StartMetrics is answered without a scrape that has succeeded.',
    source: ['moby v28.5.2 plugin/manager.go reload', START],
  },
  5: {
    text: 'StartMetrics comes again without StopMetrics.',
    source: ['moby v28.5.2 plugin/manager_linux.go pluginPostStart', START],
  },
  6: {
    text: 'StopMetrics comes without StartMetrics and repeatedly, and is answered with 200.',
    source: [CLEANUP],
  },
  7: {
    text: 'Collecting ends with StopMetrics and goes on with StartMetrics in the same process.',
    source: [CLEANUP, 'recording 26.1.5/managed-metrics'],
  },
  8: {
    text: 'A metrics socket that is not there, or refuses, is survived.',
    source: ['moby v28.5.2 internal/metrics/plugin_unix.go listen'],
  },
  9: {
    text: 'SIGTERM without StopMetrics ends it within ten seconds.',
    source: ['moby v28.5.2 plugin/manager_linux.go shutdownPlugin', 'recording 26.1.5/managed-metrics'],
  },
  10: {
    text: 'It asks for GET /metrics and reads Prometheus text.',
    source: ['moby v28.5.2 internal/metrics/plugin_unix.go listen', 'recording 26.1.5/managed-metrics'],
  },
  11: {
    text: "The daemon's socket is left alone.",
    source: [START],
  },
  12: {
    text: 'StopMetrics is answered while a scrape is under way.',
    source: [CLEANUP],
  },
  13: {
    text: 'A body, or broken JSON, is survived.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
};
