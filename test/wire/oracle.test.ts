import assert from 'node:assert/strict';
import type {ChildProcess} from 'node:child_process';
import {spawn, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {TestContext} from 'node:test';
import test from 'node:test';
import type {OddServer} from './oracle/odd-server.ts';
import {ODD_SERVERS} from './oracle/odd-servers.ts';
import {client, folder, PROFILE, serve} from './raw-server.ts';

const SOURCE = new URL('./oracle/', import.meta.url).pathname;
const CALL = {Method: 'VolumeDriver.Get', Body: '{"Name":"foo"}\n'};

/** What either client made of two calls to one server. */
interface Observation {
  readonly outcomes: readonly string[];
  readonly requests: readonly string[];
  readonly connections: number;
}

/** Minor release of the Go that builds the program, or why there is none. */
function goRelease(): {readonly minor: number; readonly missing: string | false} {
  const found = spawnSync('go', ['env', 'GOVERSION'], {encoding: 'utf8', cwd: SOURCE});
  const minor = Number(/^go1\.(\d+)/.exec(found.stdout ?? '')?.[1]);
  return Number.isNaN(minor) ? {minor: 0, missing: 'Go is not installed'} : {minor, missing: false};
}

const go = goRelease();

function build(t: TestContext): string {
  const program = join(folder(t), 'oracle');
  const built = spawnSync('go', ['build', '-o', program, 'main.go'], {cwd: SOURCE, encoding: 'utf8'});
  assert.equal(built.status, 0, built.stderr);
  return program;
}

/** Go's HTTP client in a process of its own: one line asks, one line answers. */
function start(t: TestContext, program: string) {
  const child: ChildProcess = spawn(program, {
    stdio: ['pipe', 'pipe', 'ignore'],
    // The module names an old Go, so that every release builds it; daemons run with the release's own rules.
    env: {GODEBUG: 'httplaxcontentlength=0'},
  });
  t.after(() => child.kill());
  assert.ok(child.stdout && child.stdin);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const {stdin} = child;
  return async (call: object): Promise<{Error: string; Status: number; Body: string; Read: string}> => {
    stdin.write(`${JSON.stringify(call)}\n`);
    return JSON.parse((await lines.next()).value);
  };
}

type Ask = ReturnType<typeof start>;

async function askGo(t: TestContext, ask: Ask, odd: OddServer): Promise<Observation> {
  const server = await serve(t, odd.behave);
  const outcomes: string[] = [];
  const socket = server.address.kind === 'unix' ? server.address.path : '';
  for (let i = 0; i < 2; i++) {
    const {
      Error: error,
      Status,
      Body,
      Read,
    } = await ask({...CALL, Timeout: odd.timeoutMs ?? 700, Socket: socket, Client: odd.clientTimeoutMs ?? 0});
    // What the decoder says of the text is not the wire's.
    const read = /^(invalid character|EOF$)/.test(Read) ? '' : Read;
    outcomes.push(
      error === ''
        ? `${Status} ${Status === 200 ? '' : Body} ${read}`
        : settle(error.replaceAll(socket, 'SOCKET')),
    );
  }
  return {outcomes, requests: server.requests, connections: server.connections()};
}

async function askOurs(t: TestContext, odd: OddServer): Promise<Observation> {
  const server = await serve(t, odd.behave);
  const {clientTimeoutMs} = odd;
  const plugin = client(t, server.address, {
    profile: {...PROFILE, go: go.minor},
    ...(clientTimeoutMs === undefined ? {} : {clientTimeoutMs}),
  });
  const outcomes: string[] = [];
  for (let i = 0; i < 2; i++) {
    const {exchange, bytes} = await plugin.post({
      method: CALL.Method,
      body: CALL.Body,
      timeoutMs: odd.timeoutMs ?? 700,
    });
    const {response, error} = exchange;
    const isHead = response !== null && error?.kind !== 'redirect' && !error?.text.startsWith('Post "');
    const body = response?.status === 200 ? '' : Buffer.from(bytes ?? '').toString();
    outcomes.push(
      isHead
        ? `${response.status} ${body} ${error?.text ?? ''}`
        : settle((error?.text ?? '').replaceAll(plugin.path, 'SOCKET')),
    );
  }
  return {outcomes, requests: server.requests, connections: server.connections()};
}

/** For a head that is too large Go has two texts, by which of its goroutines comes first. */
function settle(text: string): string {
  return text.replace('net/http: HTTP/1.x transport connection broken: net/http: server', 'net/http: server');
}

test('Over odd servers this client does what the HTTP client of Go does', {skip: go.missing}, async t => {
  const program = build(t);
  const ask = start(t, program);
  for (const odd of ODD_SERVERS) {
    // Go 1.23.8 began to refuse them, and a profile knows the minor release only.
    const mixed = go.minor === 23 && odd.what.includes('bare line feeds') ? 'differs within Go 1.23' : false;
    await t.test(odd.what, {skip: mixed}, async row => {
      const [theirs, ours] = await Promise.all([askGo(row, ask, odd), askOurs(row, odd)]);
      assert.deepEqual(ours, theirs);
    });
  }
});
