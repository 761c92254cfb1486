import {join} from 'node:path';

/** Where dockerd looks for socket plugins; first match wins. */
export interface DiscoveryFolders {
  readonly sockets: string;
  readonly specs: readonly string[];
}

/** What of dockerd's surroundings decides its folders. */
export interface DiscoveryHost {
  /** dockerd runs under RootlessKit: `ROOTLESSKIT_STATE_DIR` is set in its environment. */
  readonly rootless?: boolean;
  readonly home?: string | undefined;
  readonly xdgConfigHome?: string | undefined;
}

const SOCKETS = '/run/docker/plugins';
const SYSTEM_SPECS = ['/etc/docker/plugins', '/usr/lib/docker/plugins'] as const;

/**
 * How a rootless dockerd of each generation chooses its spec folders. From 25.0 an inverted error test sends it to
 * /etc although the config home is known (moby v28.5.2 pkg/plugins/discovery_unix.go rootlessConfigPluginsPath).
 */
const ROOTLESS_SPECS: Readonly<Record<string, 'system' | 'config-home' | 'inverted'>> = {
  '20.10': 'system',
  '23.0': 'config-home',
  '24.0': 'config-home',
};

/** The default folders of an engine (moby v28.5.2 pkg/plugins/discovery_unix.go specsPaths). Unknown engines count as newest. */
export function defaultFolders(engine: string, host: DiscoveryHost = {}): DiscoveryFolders {
  const rule = ROOTLESS_SPECS[engine] ?? 'inverted';
  if (!host.rootless || rule === 'system') return {sockets: SOCKETS, specs: SYSTEM_SPECS};
  const lib = host.home ? join(host.home, '.local/lib/docker/plugins') : SYSTEM_SPECS[1];
  return {sockets: SOCKETS, specs: [rootlessConfigFolder(rule, host), lib]};
}

function rootlessConfigFolder(rule: 'config-home' | 'inverted', host: DiscoveryHost): string {
  const configHome = host.xdgConfigHome || (host.home ? join(host.home, '.config') : '');
  if (rule === 'config-home') return configHome ? join(configHome, 'docker/plugins') : SYSTEM_SPECS[0];
  return configHome ? SYSTEM_SPECS[0] : 'docker/plugins';
}

/** `--plugin-dir`: one folder takes the place of all default folders. */
export function singleFolder(folder: string): DiscoveryFolders {
  return {sockets: folder, specs: [folder]};
}

/** Go's `filepath.Ext`: the last dot and what follows; a name that starts with its only dot is all extension. */
export function goExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** The name without its last extension. */
export function goStem(name: string): string {
  return name.slice(0, name.length - goExtension(name).length);
}
