import type {Address} from '../../wire/address.ts';

/** What a look-up by name gives: where the plugin is, that nothing is there (retried for 15 s), or why its file is of no use (likewise). */
export type Located = {readonly address: Address} | {readonly missing: true} | {readonly error: string};

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
