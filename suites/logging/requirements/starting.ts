import type {Requirements} from '../../../src/authoring.ts';

/** Handshake and StartLogging: obligations 1 to 3, 41 to 45, 50 and 55. */
export const starting: Requirements = {
  1: {
    text: 'Implements names LogDriver, in this spelling.',
    source: ['moby v28.5.2 daemon/logger/plugin.go getPlugin'],
    untested: 'judged for every plugin by handshake.implements',
  },
  2: {
    text: 'StartLogging is answered with 200 and a JSON object.',
    source: ['moby v28.5.2 daemon/logger/proxy.go StartLogging'],
  },
  3: {
    text: 'The FIFO is opened for reading as soon as StartLogging is answered.',
    source: ['moby v28.5.2 daemon/logger/plugin_unix.go openPluginStream'],
  },
  41: {
    text: "The daemon's own options in Config (mode, max-buffer-size, cache-*) are accepted.",
    source: ['moby v28.5.2 daemon/logs.go mergeAndVerifyLogConfig'],
  },
  42: {
    text: 'An unknown option is refused by StartLogging, with its name in Err.',
    source: ['moby v28.5.2 daemon/logger/factory.go ValidateLogOpts'],
  },
  43: {
    text: 'ContainerEnv null and empty ContainerArgs, ContainerLabels and Config are accepted.',
    source: ['moby v28.5.2 daemon/logger/loginfo.go Info'],
  },
  44: {
    text: 'The slash before ContainerName is left out where the name is shown.',
    source: ['moby v28.5.2 daemon/logger/loginfo.go Name'],
    untested: 'what a plugin shows elsewhere is not seen',
  },
  45: {
    text: 'Errors of StartLogging do not hold the words from which dockerd makes exit codes 126 and 127.',
    source: ['moby v28.5.2 daemon/errors.go setExitCodeFromError'],
  },
  50: {
    text: 'StartLogging with a File that is missing, absent or no FIFO, and with a broken document, is refused, and the plugin goes on.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  55: {
    text: 'StartLogging is answered within a second.',
    source: ['recording 26.1.5/logging-hang-startlogging'],
  },
};
