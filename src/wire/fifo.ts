import {execFile} from 'node:child_process';
import {closeSync, constants, openSync} from 'node:fs';
import {Socket} from 'node:net';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** The daemon's end of a FIFO that a log plugin reads. */
export interface Fifo {
  /** Resolves when all bytes are in the pipe: later, when nobody reads. Rejects when it was closed meanwhile. */
  write(bytes: Uint8Array): Promise<void>;
  /** Lets go of the descriptor; a reader sees the end once it has read all. */
  close(): void;
}

/** Makes a FIFO of mode 0700. Node has no call for it; the command is POSIX. Rejects with the system's words. */
export async function makeFifo(path: string): Promise<void> {
  await run('mkfifo', ['-m', '700', path]);
}

/**
 * Opens a FIFO for reading and writing, as dockerd does (moby v28.5.2 daemon/logger/plugin_unix.go openPluginStream): it opens
 * without a reader, no reader sees its end, and what nobody read stays in it. Waits for room in the event loop, not in a thread:
 * a plugin that does not read must not stop plugtest.
 */
export function openFifo(path: string): Fifo {
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const socket = openSocket(fd);
  // the writers hear of it
  socket.on('error', () => {});
  return {
    write: bytes =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('write on a closed FIFO'));
        const lost = () => reject(new Error('the FIFO was closed'));
        socket.once('close', lost);
        socket.write(bytes, error => {
          socket.off('close', lost);
          if (error) reject(error);
          else resolve();
        });
      }),
    close: () => void socket.destroy(),
  };
}

function openSocket(fd: number): Socket {
  try {
    return new Socket({fd, readable: false, writable: true});
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}
