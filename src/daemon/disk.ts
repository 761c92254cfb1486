import type {ContainerRecord} from './containers/record.ts';
import type {LogCache} from './logging/cache.ts';
import {createNetworkDisk, type NetworkDisk} from './networks/record.ts';

/** What the daemon keeps of a volume (moby v28.5.2 volume/service/db.go volumeMetadata). */
export interface VolumeRecord {
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
}

/** A volume of the built-in driver; its content is held here. */
export interface LocalVolume {
  readonly name: string;
  readonly createdAt: string;
  readonly files: Map<string, string>;
}

/** /var/lib/docker: outlives the daemon's process. */
export interface Disk {
  readonly volumes: Map<string, VolumeRecord>;
  readonly localVolumes: Map<string, LocalVolume>;
  readonly containers: Map<string, ContainerRecord>;
  readonly network: NetworkDisk;
  /** By container. */
  readonly logCaches: Map<string, LogCache>;
  /** Managed metrics plugins that are enabled. */
  readonly metricsPlugins: Set<string>;
}

/** An empty disk. */
export function createDisk(): Disk {
  return {
    volumes: new Map(),
    localVolumes: new Map(),
    containers: new Map(),
    network: createNetworkDisk(),
    logCaches: new Map(),
    metricsPlugins: new Set(),
  };
}
