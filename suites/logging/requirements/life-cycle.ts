import type {Requirements} from '../../../src/authoring.ts';

/** Restarts, many containers, managed plugins: obligations 20 to 24, 46 to 49, 53, 54 and 56. */
export const lifeCycle: Requirements = {
  20: {
    text: 'The end of a FIFO without StopLogging ends that file only, and is let go of.',
    source: ['recording 26.1.5/logging-daemon-sigkill'],
  },
  21: {
    text: 'StartLogging of a container that logs already, with another File, is accepted; both are one log.',
    source: ['recording 26.1.5/logging-daemon-sigkill'],
  },
  22: {
    text: 'StartLogging keeps what the container logged earlier.',
    source: ['moby v28.5.2 daemon/logs.go getLogger'],
  },
  23: {
    text: 'StartLogging and StopLogging without an entry leave no trace.',
    source: ['moby v28.5.2 daemon/logs.go getLogger'],
  },
  24: {
    text: 'Fifty containers start and stop at once.',
    source: ['recording 26.1.5/logging-parallel-runs'],
  },
  46: {
    text: 'Active files are known after a restart of the plugin and read on.',
    source: ['recording 26.1.5/logging-plugin-killed-while-logging'],
  },
  47: {
    text: 'The plugin is back at its socket within 15 seconds.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
    untested: 'judged for every plugin by the transport suite',
  },
  48: {
    text: 'After a restart the plugin works without Plugin.Activate, and after that of the daemon with another one.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activate'],
  },
  49: {
    text: 'Remembered files that are gone are forgotten at start.',
    source: ['moby v28.5.2 daemon/logger/adapter.go Close'],
  },
  53: {
    text: "The plugin's /run/docker/logging is not hidden by a mount.",
    source: ['moby v28.5.2 plugin/v2/plugin_linux.go ScopedPath'],
    untested: 'managed plugins are not started by plugtest yet',
  },
  54: {
    text: 'A managed plugin is enabled with --timeout 0.',
    source: ['moby v28.5.2 pkg/plugins/client.go NewClientWithTimeout'],
    untested: 'managed plugins are not started by plugtest yet',
  },
  56: {
    text: 'A mock daemon makes, opens and removes the FIFO as dockerd does.',
    source: ['moby v28.5.2 daemon/logger/plugin.go makePluginCreator'],
    untested: 'an obligation of plugtest: test/fidelity holds it to the recordings',
  },
  57: {
    text: 'The plugin starts and answers all calls while the Docker API does not answer.',
    source: [
      'moby v28.5.2 daemon/start.go Daemon.containerStart',
      'moby v28.5.2 daemon/monitor.go Daemon.handleContainerExit',
      'field-failures row 63',
    ],
  },
};
