import {mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {TestContext} from 'node:test';

/** A temporary stand-in for dockerd's folders, removed after the test. */
export interface TempFolders {
  readonly root: string;
  readonly sockets: string;
  readonly specs: readonly [string, string];
  path(relative: string): string;
  file(relative: string, content: string): string;
  folder(relative: string): string;
  link(relative: string, to: string): string;
  /** A socket that accepts and closes. */
  socket(relative: string): Promise<string>;
  /** A socket file that nobody listens on. */
  staleSocket(relative: string): Promise<string>;
}

export function tempFolders(t: TestContext): TempFolders {
  const root = mkdtempSync(join(tmpdir(), 'plugtest-t-'));
  t.after(() => rmSync(root, {recursive: true, force: true}));
  const path = (relative: string) => join(root, relative);
  const folder = (relative: string) => {
    mkdirSync(path(relative), {recursive: true});
    return path(relative);
  };
  const prepare = (relative: string) => {
    mkdirSync(dirname(path(relative)), {recursive: true});
    return path(relative);
  };
  const listen = async (at: string) => {
    const server = createServer(socket => socket.destroy());
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, resolve));
    return server;
  };
  return {
    root,
    sockets: folder('run'),
    specs: [folder('etc'), folder('lib')],
    path,
    folder,
    file(relative, content) {
      writeFileSync(prepare(relative), content);
      return path(relative);
    },
    link(relative, to) {
      symlinkSync(to, prepare(relative));
      return path(relative);
    },
    async socket(relative) {
      const server = await listen(prepare(relative));
      t.after(() => server.close());
      return path(relative);
    },
    async staleSocket(relative) {
      const server = await listen(`${prepare(relative)}~`);
      renameSync(`${path(relative)}~`, path(relative));
      await new Promise(resolve => server.close(resolve));
      return path(relative);
    },
  };
}
