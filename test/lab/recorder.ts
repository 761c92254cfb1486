import {once} from 'node:events';
import {mkdirSync} from 'node:fs';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:http';
import type {Socket} from 'node:net';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import type {EventLog} from './events.ts';
import {type Answers, networkAnswers} from './network-answers.ts';

/** A plugin in memory that writes down what it is sent. */
export interface Recorder {
  close(): Promise<void>;
}

const contentType = 'application/vnd.docker.plugins.v1.1+json';

/** Listens in the folder where dockerd looks, in the namespace whose root is given. */
export async function startRecorder(
  root: string,
  {name, kind}: {readonly name: string; readonly kind: 'volume' | 'network'},
  log: EventLog,
): Promise<Recorder> {
  const answers = kind === 'volume' ? volumeAnswers(root) : networkAnswers();
  const connections = new Map<Socket, number>();
  const server = createServer((request, response) => {
    const connection = connections.get(request.socket) ?? 0;
    void answer(request, response, answers).then(({at, ...fields}) =>
      log.add('request', {plugin: name, conn: connection, ...fields, reply_us: log.now()}, log.now() - at()),
    );
  });
  server.on('connection', socket => {
    const connection = connections.size + 1;
    connections.set(socket, connection);
    log.add('conn-open', {plugin: name, conn: connection});
    socket.once('close', () => log.add('conn-close', {plugin: name, conn: connection, by: 'daemon'}));
  });
  server.keepAliveTimeout = 0;
  const socket = `/run/docker/plugins/${name}.sock`;
  server.listen(join(root, socket));
  await once(server, 'listening');
  log.add('plugin', {plugin: name, what: 'listening', addr: `unix://${socket}`});
  return {
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, answers: Answers) {
  const bodyRaw = await text(request);
  const begun = performance.now();
  const body: Record<string, unknown> | null = bodyRaw === '' ? null : JSON.parse(bodyRaw);
  const path = request.url ?? '';
  const reply = answers[path]?.(body ?? {}) ?? {Err: `${path} is not implemented`};
  const replyText = `${JSON.stringify(reply)}\n`;
  const status = path in answers ? 200 : 404;
  const replyHeaders = [
    ['Content-Type', contentType],
    ['Content-Length', String(Buffer.byteLength(replyText))],
  ];
  response.writeHead(status, replyHeaders.flat()).end(replyText);
  const headers = request.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 ? [[name, all[index + 1]]] : [],
  );
  return {
    at: () => Math.round((performance.now() - begun) * 1000),
    verb: request.method,
    path,
    http: `HTTP/${request.httpVersion}`,
    headers,
    body,
    bodyRaw,
    status,
    reply,
    replyHeaders,
  };
}

/** Answers as the recorder of fixtures/recordings gave them. */
function volumeAnswers(root: string): Answers {
  const volumes = new Set<string>();
  const mountpoint = (name: string) => `/mnt/rec/volumes/${name}`;
  const ifKnown = (reply: (name: string) => unknown) => (request: Readonly<Record<string, unknown>>) => {
    const name = String(request['Name']);
    return volumes.has(name) ? reply(name) : {Err: `volume ${name} not found`};
  };
  const describe = (name: string) => ({Name: name, Mountpoint: mountpoint(name)});
  return {
    '/Plugin.Activate': () => ({Implements: ['VolumeDriver']}),
    '/VolumeDriver.Capabilities': () => ({Capabilities: {Scope: 'local'}}),
    '/VolumeDriver.Create': ({Name}) => {
      volumes.add(String(Name));
      mkdirSync(join(root, mountpoint(String(Name))), {recursive: true});
      return {Err: ''};
    },
    '/VolumeDriver.Get': ifKnown(name => ({Volume: describe(name), Err: ''})),
    '/VolumeDriver.List': () => ({Volumes: [...volumes].map(describe), Err: ''}),
    '/VolumeDriver.Remove': ifKnown(name => {
      volumes.delete(name);
      return {Err: ''};
    }),
    '/VolumeDriver.Mount': ifKnown(name => ({Mountpoint: mountpoint(name), Err: ''})),
    '/VolumeDriver.Unmount': ifKnown(() => ({Err: ''})),
  };
}
