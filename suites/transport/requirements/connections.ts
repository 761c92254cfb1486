import type {Requirements} from '../../../src/authoring.ts';

const CLIENT_RETRY = 'moby v28.5.2 pkg/plugins/client.go Client.callWithRetry';

/** Connections, and the plugin's life: obligations 31 to 44 and 49. */
export const connections: Requirements = {
  31: {
    text: 'Several connections are served at once.',
    source: ['go1.24.4 net/http/transport.go DefaultMaxIdleConnsPerHost'],
  },
  32: {
    text: 'Tens of requests at one time are served, and as many connections wait their turn.',
    source: ['moby v28.5.2 volume/service/restore.go VolumeStore.restore', 'contiv/netplugin#312'],
  },
  33: {
    text: 'A connection carries any number of requests one after the other.',
    source: ['moby v28.5.2 pkg/plugins/client.go newTransport'],
  },
  34: {
    text: 'Idle connections are not closed after a short time without a word.',
    source: ['go1.24.4 net/http/transport.go persistConn.shouldRetryRequest'],
  },
  35: {
    text: 'A connection that is opened and closed without a byte does no harm.',
    source: ['moby v28.5.2 plugin/manager_linux.go Manager.pluginPostStart'],
  },
  36: {
    text: 'A client that leaves in the middle of a call does no harm to later calls.',
    source: [CLIENT_RETRY],
  },
  37: {
    text: 'The socket is removed when the plugin stops.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go LocalRegistry.GetAll',
      'recording 26.1.5/volume-socket-refuses-activation',
      'moby#22653',
      'weaveworks/weave#1934',
    ],
  },
  38: {
    text: 'A socket file of an earlier run does not keep the plugin from starting.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go LocalRegistry.GetAll', 'moby#22653'],
  },
  39: {
    text: 'After a restart the plugin listens on the same path.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go get'],
  },
  40: {
    text: 'A plugin that owns volumes is up before dockerd.',
    source: ['moby v28.5.2 volume/drivers/extpoint.go Store.lookup'],
    untested: 'decided by the order of services on the host, not by the plugin',
  },
  41: {
    text: 'A managed plugin listens within about nine seconds of its start.',
    source: ['moby v28.5.2 plugin/manager_linux.go Manager.pluginPostStart', 'NetApp/trident#129'],
  },
  42: {
    text: 'A managed plugin serves calls without Plugin.Activate.',
    source: ['moby v28.5.2 plugin/store.go Store.Get', 'recording 26.1.5/managed-activate-not-called'],
  },
  43: {
    text: 'The plugin ends within ten seconds of SIGTERM.',
    source: ['moby v28.5.2 plugin/manager_linux.go shutdownPlugin', 'moby#33799'],
  },
  44: {
    text: 'Operations that may take more than 30 seconds fail fast or are documented.',
    source: ['moby v28.5.2 plugin/manager_linux.go Manager.pluginPostStart'],
    untested: 'only the back end knows how long its operations may take; a run sees the ones it makes',
  },
  49: {
    text: 'Two handshakes at one time both succeed.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go Plugin.activateWithLock'],
  },
};
