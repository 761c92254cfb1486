/** A volume object inside the daemon; `mountpoint` is filled by Get, List and Mount and emptied by Unmount. */
export interface Volume {
  /** As the driver answered; may differ from what was asked for. */
  readonly name: string;
  readonly driver: string;
  mountpoint: string;
  /** RFC 3339; null for a volume that was only created, or listed. */
  readonly createdAt: string | null;
  readonly status: Readonly<Record<string, unknown>> | null;
  mount(id: string): Promise<string>;
  unmount(id: string): Promise<void>;
}

/** A volume driver: the built-in one or a plugin's (moby v28.5.2 volume/volume.go Driver). */
export interface VolumeDriver {
  readonly name: string;
  scope(): Promise<string>;
  /** Throws where the driver gives an error or no volume. */
  get(name: string): Promise<Volume>;
  create(name: string, options: Readonly<Record<string, string>> | null): Promise<Volume>;
  remove(volume: Volume): Promise<void>;
  list(): Promise<Volume[]>;
}

/** Name of the built-in driver. */
export const LOCAL = 'local';
