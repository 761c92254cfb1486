import type {Disk} from '../disk.ts';
import type {HostFiles} from '../host.ts';
import {localPath} from './local-driver.ts';

/** The host's file system with the built-in driver's volumes in it, whose files are held on the modelled disk. */
export function withLocalVolumes(host: HostFiles, disk: Disk): HostFiles {
  const find = (path: string) => locateLocal(disk, path);
  return {
    kind: async path => {
      const place = find(path);
      if (place === null) return host.kind(path);
      if (place.rest === '') return 'directory';
      if (place.files.has(place.rest)) return 'file';
      return [...place.files.keys()].some(name => name.startsWith(`${place.rest}/`))
        ? 'directory'
        : 'missing';
    },
    list: async path => {
      const place = find(path);
      return place === null ? host.list(path) : [...place.files.keys()];
    },
    read: async (root, path) => {
      const place = find(root);
      if (place === null) return host.read(root, path);
      const data = place.files.get(path);
      if (data === undefined) throw new Error(`ENOENT: no such file or directory, open '${root}/${path}'`);
      return data;
    },
    write: async (root, path, data) => {
      const place = find(root);
      if (place === null) return host.write(root, path, data);
      place.files.set(path, data);
    },
  };
}

interface LocalPlace {
  readonly files: Map<string, string>;
  /** Below the volume; '' for the volume itself. */
  readonly rest: string;
}

function locateLocal(disk: Disk, path: string): LocalPlace | null {
  for (const {name, files} of disk.localVolumes.values()) {
    const root = localPath(name);
    if (path === root) return {files, rest: ''};
    if (path.startsWith(`${root}/`)) return {files, rest: path.slice(root.length + 1)};
  }
  return null;
}
