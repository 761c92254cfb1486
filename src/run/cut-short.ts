import {volumeCallLimitMs} from '../daemon/volumes/limits.ts';

const VOLUME = 'VolumeDriver.';

/** What to say of a method for whose answer a run did not wait as long as dockerd would; undefined: dockerd gives up as early. */
export function cutShort(method: string, waitedMs: number): string | undefined {
  const limitMs = method.startsWith(VOLUME)
    ? volumeCallLimitMs(method.slice(VOLUME.length))
    : Number.POSITIVE_INFINITY;
  if (waitedMs >= limitMs) return undefined;
  const patience = Number.isFinite(limitMs) ? `waits ${limitMs / 1000} s for it` : 'waits without a limit';
  return `${method} gave no answer within ${waitedMs / 1000} s, the bound of --call-timeout; dockerd ${patience}. If the plugin is slow here and not stuck, test it with a longer --call-timeout.`;
}
