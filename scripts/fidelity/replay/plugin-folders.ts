import {resolveAddress} from '../../../src/daemon/discovery/address.ts';
import type {DiscoveryFolders} from '../../../src/daemon/discovery/folders.ts';
import {lookupByName} from '../../../src/daemon/discovery/lookup.ts';
import {scan} from '../../../src/daemon/discovery/scan.ts';
import type {PluginFolders} from '../../../src/daemon/plugins/folders.ts';

/** Looks a plugin up by name in real folders, as the model wants it. */
export function pluginFolders(folders: DiscoveryFolders): PluginFolders {
  return {
    async find(name) {
      const found = lookupByName(folders, name);
      if (found.kind === 'not-found') return {missing: true};
      if (found.kind === 'error') return {error: found.text};
      const {addr, tls} = found.definition;
      const resolved = resolveAddress(addr, tls);
      return 'error' in resolved ? resolved : {address: resolved.address};
    },
    async scan() {
      const {listed} = scan(folders);
      return [...new Set(listed.map(({name}) => name))];
    },
  };
}
