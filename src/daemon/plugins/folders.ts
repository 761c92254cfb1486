import type {Address} from '../../wire/address.ts';

/** Where a plugin listens. */
export interface Whereabouts {
  readonly address: Address;
  /** Of a managed plugin the interfaces in its config.json: it is not asked for them. */
  readonly implements?: readonly string[];
}

/** What a look-up by name gives. */
export type Located =
  | Whereabouts
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

/** Folders that hold exactly one plugin: the one under test. `words`: a managed plugin with these interfaces. */
export function onePlugin(name: string, address: Address, words?: readonly string[]): PluginFolders {
  const whereabouts = words === undefined ? {address} : {address, implements: words};
  return {
    find: async wanted => (wanted === name ? whereabouts : {missing: true}),
    scan: async () => [name],
  };
}
