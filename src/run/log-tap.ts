import type {LogTap, TapLogs} from '../core/docker-settings.ts';
import {decodeEntry} from '../daemon/logging/entry.ts';
import {EntryBatch} from '../daemon/logging/entry-batch.ts';
import {FrameReader} from '../daemon/logging/frames.ts';
import type {LogPipe, LogPipes} from '../daemon/logging/pipes.ts';

/** FIFOs, shown to a check as they are opened; what goes into one goes through the check if it wants. */
export function tappedPipes(pipes: LogPipes, tap: TapLogs): LogPipes {
  return {
    ...pipes,
    open: async id => {
      const pipe = await pipes.open(id);
      const write = tap(tapOf(pipe));
      // a check may keep what it was given
      return write === undefined ? pipe : {...pipe, write: bytes => write(Uint8Array.from(bytes))};
    },
  };
}

function tapOf(pipe: LogPipe): LogTap {
  return {
    path: pipe.path,
    write: pipe.write,
    frame: message => {
      const batch = new EntryBatch();
      batch.add(message);
      return batch.take();
    },
    lines: bytes => new FrameReader().push(bytes).map(decodeEntry),
  };
}
