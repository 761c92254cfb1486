import {resolveAddress} from '../discovery/address.ts';
import type {DiscoveryFolders} from '../discovery/folders.ts';
import {lookupByName} from '../discovery/lookup.ts';
import {scan} from '../discovery/scan.ts';
import type {PluginFolders} from './folders.ts';

/** Real folders, read anew at every look, as dockerd reads them. A scan that cannot be made finds nothing. */
export function diskFolders(folders: DiscoveryFolders): PluginFolders {
  return {
    async find(name) {
      const found = lookupByName(folders, name);
      if (found.kind === 'not-found') return {missing: true};
      if (found.kind === 'error') return {error: found.text};
      const {addr, tls} = found.definition;
      const resolved = resolveAddress(addr, tls);
      return 'error' in resolved ? {unusable: resolved.error} : {address: resolved.address};
    },
    async scan() {
      return [...new Set(scan(folders).listed.map(({name}) => name))];
    },
  };
}
