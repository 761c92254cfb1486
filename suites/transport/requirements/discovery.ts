import type {Requirements} from '../../../src/authoring.ts';

const BY_DISCOVER = "a matter of names and files in dockerd's folders: `plugtest discover` judges it";

/** How a plugin is found and activated: obligations 1 to 11, and 40 to 50 as far as they belong here. */
export const discovery: Requirements = {
  1: {
    text: 'The socket is `<name>.sock` or `<name>/<name>.sock` in the plugin folder, or a spec file names the address.',
    source: ['moby v28.5.2 pkg/plugins/discovery.go LocalRegistry.Plugin', 'moby#18920'],
    untested: BY_DISCOVER,
  },
  2: {
    text: 'The socket is a socket, not a symbolic link to one.',
    source: ['moby v28.5.2 pkg/plugins/discovery.go LocalRegistry.Scan'],
  },
  3: {
    text: 'The name of the socket ends in .sock.',
    source: ['moby v28.5.2 pkg/plugins/discovery.go pluginPaths'],
    untested: BY_DISCOVER,
  },
  4: {
    text: 'The name is not a short hexadecimal word, which the id of a managed plugin could shadow.',
    source: ['moby v28.5.2 plugin/store.go Store.resolvePluginID'],
    untested: BY_DISCOVER,
  },
  5: {
    text: 'POST /Plugin.Activate is accepted with an empty body and without Content-Type.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go Plugin.activateWithLock',
      'recording 26.1.5/volume-activate-404',
      'recording 26.1.5/volume-activate-500',
    ],
  },
  6: {
    text: 'Activation is answered with 200 and an object whose Implements is an array of strings.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go Manifest',
      'recording 26.1.5/volume-activate-string',
      'recording 26.1.5/volume-activate-empty-reply',
      'recording 26.1.5/volume-activate-malformed',
    ],
  },
  7: {
    text: 'Implements holds the exact words, in their case.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go Plugin.implements',
      'recording 26.1.5/volume-activate-case',
      'moby#31723',
      'moby#27485',
    ],
  },
  8: {
    text: 'Activation never succeeds with an empty manifest while the plugin is starting.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go Plugin.activate',
      'recording 26.1.5/volume-activate-empty-list',
    ],
  },
  9: {
    text: 'Activation is answered promptly.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go Plugin.activateWithLock',
      'recording 26.1.5/volume-hang-activate',
    ],
  },
  10: {
    text: 'Calls are served without a Plugin.Activate since the plugin started.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go get'],
  },
  11: {
    text: 'Plugin.Activate may come again at any time and gets the same answer.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go loadWithRetry', 'recording 26.1.5/volume-activate-twice'],
  },
  45: {
    text: 'Each interface named in Implements answers its first calls, whatever the plugin was activated for.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go Plugin.runHandlers',
      'recording 26.1.5/volume-activate-two',
      'moby#24991',
    ],
  },
  46: {
    text: 'A .spec file holds one URL with a scheme.',
    source: ['moby v28.5.2 pkg/plugins/discovery.go readPluginInfo', 'moby#25233'],
    untested: `${BY_DISCOVER}; a spec file given as target is read as dockerd reads it`,
  },
  47: {
    text: 'A TLS plugin presents a certificate for the host in Addr, with TLS 1.2 or newer.',
    source: ['moby v28.5.2 vendor/github.com/docker/go-connections/tlsconfig/config.go Client'],
    untested:
      'decided before any check runs: a spec file with such an address is reached as dockerd reaches it, and the run ends when that fails',
  },
};
