/** Calls that may have to make or attach something (moby v28.5.2 volume/drivers/proxy.go longTimeout); the others have shortTimeout. */
const LONG = ['Create', 'Mount'];

/** Milliseconds that dockerd waits for an answer to `VolumeDriver.<name>`, tries included. */
export function volumeCallLimitMs(name: string): number {
  return LONG.includes(name) ? 120_000 : 60_000;
}
