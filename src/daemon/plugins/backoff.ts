const GIVE_UP_MS = 30_000;

/** Pause after so many retries: 1, 2, 4, 8, 16, 30, 30 … seconds (moby v28.5.2 pkg/plugins/client.go backoff). */
export function backoffMs(retries: number): number {
  return Math.min(1000 * 2 ** retries, GIVE_UP_MS);
}

/** True when the next pause would end 30 s or more after the start (the same, abort). */
export function givesUp(elapsedMs: number, pauseMs: number): boolean {
  return elapsedMs + pauseMs >= GIVE_UP_MS;
}
