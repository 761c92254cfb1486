import type {Address} from '../../wire/address.ts';

/** What a look-up by name gives. */
export type Located =
  | {readonly address: Address}
  /** Nothing of that name: looked for again, for 15 s. */
  | {readonly missing: true}
  /** Its file is of no use: likewise. */
  | {readonly error: string}
  /** Its file is read, but no client can be made for the address: an error at once. */
  | {readonly unusable: string};

/** The folders in which dockerd finds legacy plugins (moby v28.5.2 pkg/plugins/discovery.go LocalRegistry). */
export interface PluginFolders {
  /** By name; read anew at every try. */
  find(name: string): Promise<Located>;
  /** All names that a scan sees. */
  scan(): Promise<readonly string[]>;
}

/** Folders that hold exactly one plugin: the one under test. */
export function onePlugin(name: string, address: Address): PluginFolders {
  return {
    find: async wanted => (wanted === name ? {address} : {missing: true}),
    scan: async () => [name],
  };
}
