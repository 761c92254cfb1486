import type {Environment} from '../environment.ts';
import {CacheFiles} from './cache-files.ts';
import type {Logger, ReadLogs} from './logger.ts';
import type {LoggedLine, Message} from './message.ts';

/** The daemon's own copy of a container's log (`container-cached.log`), with who follows it. */
export interface LogCache {
  readonly files: CacheFiles;
  readonly followers: Set<(line: LoggedLine) => void>;
}

const LINE_FEED = Buffer.from('\n');

/**
 * For drivers that cannot be read the daemon keeps a copy and reads that; a message goes to the plugin first (20.10 and later; moby
 * v28.5.2 daemon/logger/loggerutils/cache/local_cache.go).
 */
export function withCache(environment: Environment, driver: Logger, container: string): Logger {
  const {logCaches} = environment.disk;
  const cache = logCaches.get(container) ?? {files: new CacheFiles(), followers: new Set()};
  logCaches.set(container, cache);
  let taken: Message[] = [];
  const keep = (messages: readonly Message[]) => {
    cache.files.add(messages);
    if (cache.followers.size > 0) for (const message of messages) show(cache, message);
  };
  return {
    readLogs: readCache(cache),
    log: message => {
      driver.log(message);
      taken.push(message);
    },
    flush: async () => {
      const messages = taken;
      taken = [];
      await driver.flush();
      keep(messages);
    },
    close: async () => {
      const messages = taken;
      taken = [];
      await driver.close().finally(() => {
        keep(messages);
        for (const follower of cache.followers) follower(END);
      });
    },
  };
}

const END: LoggedLine = {source: '', time: 0n, line: new Uint8Array()};

/** The local driver puts the line feed back, but not after pieces that do not end their line. */
function show({followers}: LogCache, {source, time, line, partial}: Message): void {
  const isWhole = partial === null || partial.last;
  const shown = {source, time, line: isWhole ? Buffer.concat([line, LINE_FEED]) : line};
  for (const follower of followers) follower(shown);
}

function readCache(cache: LogCache): ReadLogs {
  return async ({since, until, tail, follow}, consume, gone) => {
    const isWanted = ({time}: LoggedLine) =>
      (since === null || time >= since) && (until === null || time <= until);
    const old = [...cache.files.lines()].filter(isWanted);
    for (const line of tail < 0 ? old : old.slice(Math.max(0, old.length - tail))) consume(line);
    if (!follow) return;
    await new Promise<void>(resolve => {
      const follower = (line: LoggedLine) => {
        const goesOn = line !== END && (until === null || line.time <= until) && !gone.aborted;
        if (goesOn && consume(line)) return;
        cache.followers.delete(follower);
        resolve();
      };
      cache.followers.add(follower);
      gone.addEventListener('abort', () => follower(END), {once: true});
    });
  };
}
