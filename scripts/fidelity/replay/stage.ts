import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {DiscoveryFolders} from '../../../src/daemon/discovery/folders.ts';
import {freePort} from '../../../src/wire/free-port.ts';
import {eventsOf, type Recording} from '../recording/events.ts';
import {filesOfNote} from './notes.ts';
import type {ListenAt} from './plugin.ts';

/** The recorder's machine, laid out in a temporary folder and on free ports. */
export interface Stage {
  readonly folders: DiscoveryFolders;
  /** Where the plugin listens that was recorded at this address. */
  listenAt(address: string): ListenAt;
  /** Makes the files that a note of the recorder speaks of. */
  writeFiles(note: string): void;
  /** A text of the replay with the recorder's paths and ports in the place of ours. */
  asRecorded(text: string): string;
  remove(): void;
}

/** Lays out what the recording needs. */
export async function createStage(recording: Recording): Promise<Stage> {
  const root = mkdtempSync(join(tmpdir(), 'pt-'));
  const ports = await mapPorts(JSON.stringify(recording.events));
  const notes = eventsOf(recording, 'note').map(note => note.text);
  const tls = notes.some(note => note.includes('https://127.0.0.1:'));
  const certificate = tls ? makeCertificate(join(root, 'tmp/tls')) : null;
  const folders = {
    sockets: join(root, 'run/docker/plugins'),
    specs: [join(root, 'etc/docker/plugins'), join(root, 'usr/lib/docker/plugins')],
  };
  mkdirSync(folders.sockets, {recursive: true});
  return {
    folders,
    listenAt(address) {
      const url = new URL(address);
      if (url.protocol === 'unix:') {
        const path = join(root, url.pathname);
        mkdirSync(dirname(path), {recursive: true});
        return {kind: 'unix', path};
      }
      const port = ports.get(url.port) ?? 0;
      return certificate ? {kind: 'tls', port, certificate} : {kind: 'tcp', port};
    },
    writeFiles(note) {
      for (const {path, content} of filesOfNote(note)) {
        mkdirSync(dirname(join(root, path)), {recursive: true});
        writeFileSync(join(root, path), toOurs(content, root, ports));
      }
    },
    asRecorded: text => toTheirs(text, root, ports),
    remove: () => rmSync(root, {recursive: true, force: true}),
  };
}

function toOurs(content: string, root: string, ports: ReadonlyMap<string, number>): string {
  const moved = content
    .replaceAll('/tmp/tls/', `${root}/tmp/tls/`)
    .replaceAll('unix:///run/', `unix://${root}/run/`);
  return moved.replace(/(127\.0\.0\.1:)(\d+)/g, (_, host, port) => `${host}${ports.get(port) ?? port}`);
}

function toTheirs(text: string, root: string, ports: ReadonlyMap<string, number>): string {
  let moved = text.replaceAll(root, '').replaceAll(encodeURIComponent(root), '');
  for (const [recorded, ours] of ports)
    moved = moved.replaceAll(`127.0.0.1:${ours}`, `127.0.0.1:${recorded}`);
  return moved;
}

/** A free port for each that the recording names. */
async function mapPorts(text: string): Promise<Map<string, number>> {
  const recorded = new Set([...text.matchAll(/127\.0\.0\.1:(\d+)/g)].map(match => match[1] ?? ''));
  const ports = new Map<string, number>();
  for (const port of recorded) ports.set(port, await freePort());
  return ports;
}

/** As the recorder made it: one self-signed certificate for everybody. */
function makeCertificate(folder: string) {
  mkdirSync(folder, {recursive: true});
  const files = {certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem')};
  const names = ['-subj', '/CN=client one/O=plugtest', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const output = ['-keyout', files.keyFile, '-out', files.certFile];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...output],
    {
      stdio: 'ignore',
    },
  );
  execFileSync('cp', [files.certFile, join(folder, 'ca.pem')]);
  return files;
}
