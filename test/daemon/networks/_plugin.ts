import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {createClock} from '../../../src/daemon/clock.ts';
import {createDocker} from '../../../src/daemon/daemon.ts';
import type {Docker, DockerOptions} from '../../../src/daemon/docker.ts';
import {unseenHost} from '../../../src/daemon/host-files/host-files.ts';
import {onePlugin} from '../../../src/daemon/plugins/folders.ts';

/** A network and IPAM plugin on a real socket. */
export interface NetworkPlugin {
  readonly path: string;
  /** Calls and their bodies, in order. */
  readonly calls: {readonly method: string; readonly body: Record<string, unknown>}[];
  /** What it answers from now on, instead of its default; a function sees the request. */
  readonly answers: Map<string, object | ((body: Record<string, unknown>) => object)>;
}

const defaults: Readonly<Record<string, object>> = {
  'NetworkDriver.GetCapabilities': {Scope: 'local'},
  'NetworkDriver.Join': {InterfaceName: {SrcName: 'v1', DstPrefix: 'eth'}, DisableGatewayService: true},
  'IpamDriver.GetCapabilities': {},
  'IpamDriver.GetDefaultAddressSpaces': {LocalDefaultAddressSpace: 'l', GlobalDefaultAddressSpace: 'g'},
  'IpamDriver.RequestPool': {PoolID: 'p', Pool: '10.5.0.0/24'},
};

/** Starts the plugin; it ends with the test. */
export async function networkPlugin(
  t: TestContext,
  implement = ['NetworkDriver', 'IpamDriver'],
): Promise<NetworkPlugin> {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-net-'));
  const plugin: NetworkPlugin = {path: join(folder, 'p.sock'), calls: [], answers: new Map()};
  let hosts = 1;
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const method = (request.url ?? '').slice(1);
    const body = text === '' ? {} : JSON.parse(text);
    plugin.calls.push({method, body});
    const own = plugin.answers.get(method);
    const given = typeof own === 'function' ? own(body) : own;
    const fallback = () => {
      if (method === 'Plugin.Activate') return {Implements: implement};
      if (method !== 'IpamDriver.RequestAddress') return defaults[method] ?? {};
      return {Address: `${body.Address || `10.5.0.${hosts++}`}/24`};
    };
    const answer = given ?? fallback();
    if ('status' in answer) response.writeHead(Number(answer.status)).end(JSON.stringify(answer));
    else response.end(JSON.stringify(answer));
  });
  await new Promise<void>(resolve => server.listen(plugin.path, resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await rm(folder, {recursive: true});
  });
  return plugin;
}

/** An engine that knows this plugin as `rec`; its daemon runs. */
export async function startDocker(
  t: TestContext,
  plugin: NetworkPlugin,
  options: Partial<DockerOptions>,
): Promise<Docker> {
  const docker = createDocker({
    plugins: onePlugin('rec', {kind: 'unix', path: plugin.path}),
    clock: createClock(50),
    host: unseenHost(),
    ...options,
  });
  t.after(() => docker.dispose());
  await docker.daemon.start();
  return docker;
}

/** The calls since the last look, without their interface: `CreateNetwork Join Leave`; IPAM's in lower case. */
export function take({calls}: NetworkPlugin): string {
  return calls
    .splice(0)
    .map(({method}) =>
      method.replace(/^(NetworkDriver|Plugin)\./, '').replace(/^IpamDriver\.(.)/, (_, c) => `i.${c}`),
    )
    .join(' ');
}
