import type {Server, Socket} from 'node:net';

/** Where a server listens, and whom it holds: it can be ended at once, whatever its clients do. */
export class Listener {
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    this.#server = server;
    server.on('connection', socket => {
      this.#open.add(socket);
      // who asks may leave at any time
      socket.on('error', () => {});
      socket.on('close', () => this.#open.delete(socket));
    });
  }

  /** Connections that are open at this moment. */
  get connections(): number {
    return this.#open.size;
  }

  /** Listens at a unix socket, where no file may be. Rejects with the system's error. */
  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, resolve);
    });
  }

  /** Ends the listener, its file and all connections. */
  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }
}
