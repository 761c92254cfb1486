import {statSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import {Listener} from './listener.ts';

/** A request that a page server answered, or is holding back. */
export interface PageRequest {
  readonly verb: string;
  readonly path: string;
  readonly status: number;
  /** When it came, on the monotonic clock. */
  readonly atMs: number;
}

/** One page at one path of a unix socket, as Go's HTTP server and its Prometheus handler give it out. */
export interface PageServer {
  requests(): readonly PageRequest[];
  /** Resolves with true as soon as so many requests have come, with false when time is up first. */
  waitFor(count: number, timeoutMs: number): Promise<boolean>;
  /** Connections that are open at this moment. */
  connections(): number;
  /** From now on answers wait until the function that comes back is called. */
  hold(): () => void;
  /** The file at the socket's path is still the one that was made. */
  isInPlace(): boolean;
  /** Ends at once: the listener, its file and all connections. */
  close(): Promise<void>;
}

/** What is served: the text is made anew for each request. */
export interface Page {
  readonly path: string;
  readonly contentType: string;
  text(): string;
}

/** Listens at `socket`, where no file may be. Rejects with the system's words. */
export async function openPageServer(socket: string, page: Page): Promise<PageServer> {
  const served = new Served(page);
  await served.listen(socket);
  return served;
}

/** What Go's mux says of a path that it does not know. */
const NOT_FOUND = {status: 404, contentType: 'text/plain; charset=utf-8', text: '404 page not found\n'};

class Served implements PageServer {
  readonly #page: Page;
  readonly #listener: Listener;
  readonly #requests: PageRequest[] = [];
  readonly #watchers = new Set<() => void>();
  #gate: Promise<void> = Promise.resolve();
  #place: {readonly path: string; readonly inode: number} | null = null;

  constructor(page: Page) {
    this.#page = page;
    const server = createServer((request, response) => void this.#answer(request, response));
    server.keepAliveTimeout = 0;
    this.#listener = new Listener(server);
  }

  async listen(socket: string): Promise<void> {
    await this.#listener.listen(socket);
    this.#place = {path: socket, inode: inodeOf(socket)};
  }

  requests(): readonly PageRequest[] {
    return this.#requests;
  }

  connections(): number {
    return this.#listener.connections;
  }

  waitFor(count: number, timeoutMs: number): Promise<boolean> {
    return new Promise(resolve => {
      const look = () => {
        if (this.#requests.length >= count) end(true);
      };
      const end = (came: boolean) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(came);
      };
      const timer = setTimeout(end, timeoutMs, false);
      this.#watchers.add(look);
      look();
    });
  }

  hold(): () => void {
    let open = () => {};
    this.#gate = new Promise(resolve => {
      open = resolve;
    });
    return open;
  }

  isInPlace(): boolean {
    return this.#place !== null && inodeOf(this.#place.path) === this.#place.inode;
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const {status, contentType, text} =
      path === this.#page.path
        ? {status: 200, contentType: this.#page.contentType, text: this.#page.text()}
        : NOT_FOUND;
    this.#requests.push({verb: request.method ?? '', path, status, atMs: performance.now()});
    for (const look of this.#watchers) look();
    await this.#gate;
    // Go's server says nothing of connections that stay
    response.removeHeader('Connection');
    const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && status === 200;
    response.writeHead(status, {'Content-Type': contentType, ...(zipped && {'Content-Encoding': 'gzip'})});
    response.end(zipped ? gzipSync(text) : text);
  }
}

/** 0: there is none. */
function inodeOf(path: string): number {
  return statSync(path, {throwIfNoEntry: false})?.ino ?? 0;
}
