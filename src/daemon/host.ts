/** What lies at a path of the host. `unknown`: it cannot be seen from here (other mount namespace); `hanging`: whoever looks waits. */
export type PathKind = 'directory' | 'file' | 'missing' | 'unknown' | 'hanging';

/** The host's file system, as far as mountpoints are concerned. No operation follows a symbolic link out of `root`. */
export interface HostFiles {
  kind(path: string): Promise<PathKind>;
  /** Names in a directory; empty where it cannot be read. */
  list(path: string): Promise<string[]>;
  /** Rejects with the system's error (`ENOENT: …`). */
  read(root: string, path: string): Promise<string>;
  write(root: string, path: string, data: string): Promise<void>;
}
