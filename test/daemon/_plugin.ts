import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {createClock} from '../../src/daemon/clock.ts';
import {createDocker} from '../../src/daemon/daemon.ts';
import type {Docker, DockerOptions, LogLine} from '../../src/daemon/docker.ts';
import {unseenHost} from '../../src/daemon/host-files/host-files.ts';
import {onePlugin} from '../../src/daemon/plugins/folders.ts';

/** What the scripted plugin answers to one call: a JSON value, a status with text, a connection that is cut, or nothing. */
export type Answer = object | null | {readonly status: number; readonly text: string} | 'drop' | 'hang';

/** A volume plugin in memory on a real socket; single methods can be given other answers. */
export interface ScriptedPlugin {
  readonly path: string;
  /** `Get v1`, `Mount v1 ID`: what was called, in order. */
  readonly calls: string[];
  /** Bodies as they came, in order. */
  readonly bodies: string[];
  readonly volumes: Set<string>;
  /** Answers to come, by method, each used once; then the plugin behaves. */
  readonly next: Map<string, Answer[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts the plugin; it ends with the test. */
export async function scriptedPlugin(t: TestContext, implement = ['VolumeDriver']): Promise<ScriptedPlugin> {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-model-'));
  const plugin = {path: join(folder, 'p.sock'), calls: [] as string[], bodies: [] as string[]};
  const volumes = new Set<string>();
  const next = new Map<string, Answer[]>();
  let server: Server | null = null;
  const stop = async () => {
    server?.closeAllConnections();
    await new Promise<void>(resolve => (server === null ? resolve() : server.close(() => resolve())));
    server = null;
  };
  const start = () =>
    new Promise<void>(resolve => {
      server = createServer(async (request, response) => {
        const text = Buffer.concat(await request.toArray()).toString();
        const method = (request.url ?? '').split('.')[1] ?? '';
        const body = text === '' ? {} : JSON.parse(text);
        plugin.calls.push([method, body.Name, body.ID].filter(Boolean).join(' '));
        plugin.bodies.push(text);
        const answer = next.get(method)?.shift() ?? behave({volumes, implement, method, body});
        if (answer === 'hang') return;
        if (answer === 'drop') response.destroy();
        else if (answer !== null && 'status' in answer) {
          response.writeHead(Number(answer.status)).end('text' in answer ? answer.text : '');
        } else response.end(JSON.stringify(answer));
      }).listen(plugin.path, resolve);
    });
  await start();
  t.after(async () => {
    await stop();
    await rm(folder, {recursive: true});
  });
  return {...plugin, volumes, next, stop, start};
}

interface Call {
  readonly volumes: Set<string>;
  readonly implement: readonly string[];
  readonly method: string;
  readonly body: {readonly Name?: string};
}

function behave({volumes, implement, method, body}: Call): object {
  const name = body.Name ?? '';
  if (method === 'Activate') return {Implements: implement};
  if (method === 'Capabilities') return {Capabilities: {Scope: 'local'}};
  if (method === 'List') return {Volumes: [...volumes].map(Name => ({Name})), Err: ''};
  if (method === 'Create') volumes.add(name);
  if (!volumes.has(name)) return {Err: `volume ${name} not found`};
  if (method === 'Get') return {Volume: {Name: name, Mountpoint: ''}, Err: ''};
  if (method === 'Remove') volumes.delete(name);
  return method === 'Mount' ? {Mountpoint: `/mnt/${name}`, Err: ''} : {Err: ''};
}

/** An engine whose only plugin is `rec`; its seconds take 20 ms. The daemon is running. */
export async function startDocker(
  t: TestContext,
  plugin: ScriptedPlugin,
  options: Partial<DockerOptions> = {},
): Promise<Docker & {readonly log: LogLine[]}> {
  const log: LogLine[] = [];
  const docker = createDocker({
    plugins: onePlugin('rec', {kind: 'unix', path: plugin.path}),
    clock: createClock(50),
    host: unseenHost(),
    onLog: line => log.push(line),
    ...options,
  });
  t.after(() => docker.dispose());
  await docker.daemon.start();
  return {...docker, log};
}

/** The calls since the last look, ids replaced by `ID1`, `ID2` … in order of appearance. */
export function take(plugin: ScriptedPlugin, ids: string[] = []): string[] {
  return plugin.calls.splice(0).map(call =>
    call.replace(/[0-9a-f]{64}/g, id => {
      if (!ids.includes(id)) ids.push(id);
      return `ID${ids.indexOf(id) + 1}`;
    }),
  );
}
