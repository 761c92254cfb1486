import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import autocannon from 'autocannon';
import {Pool} from 'undici';
import {built} from './built.ts';
import {whileRunning, withFolder} from './program.ts';
import {median, type Room} from './row.ts';

const method = 'VolumeDriver.Path';
const body = '{"Name":"data"}\n';
const server = fileURLToPath(new URL('echo-server.js', import.meta.url));

/** One way to make calls on a socket. */
interface Caller {
  call(): Promise<unknown>;
  close(): unknown;
}

/** Slices of one measurement: the callers take turns, so that what else the machine does meets all alike. */
const SLICES = 8;

/** Requests per second of our client, with all that it records, and of others, on one socket. */
export const wire: Room = async function* ({rounds, seconds, concurrency}) {
  for (const at of concurrency) {
    const shares: number[] = [];
    const rates = {own: [] as number[], undici: [] as number[], cannon: [] as number[]};
    for (let round = 0; round < rounds; round++) {
      const one = await withFolder(folder => oneRound(join(folder, 'sock'), at, seconds));
      rates.own.push(one.own);
      rates.undici.push(one.undici);
      rates.cannon.push(one.cannon);
      shares.push(one.own / one.undici);
    }
    const [own, undici, cannon] = [rates.own, rates.undici, rates.cannon].map(list =>
      median(list).toFixed(0),
    );
    const share = median(shares);
    yield {
      what: `wire client, ${at} at once`,
      measured: `${own} calls/s`,
      against: `undici ${undici}, autocannon ${cannon}; ${share.toFixed(2)} of undici`,
      goal: {text: '≥ 0.9 of undici', isHeld: share >= 0.9},
    };
  }
};

function oneRound(socket: string, users: number, seconds: number) {
  return whileRunning([process.execPath, server, socket], async () => {
    const callers = {own: await ours(socket), undici: bareUndici(socket, users)};
    const total = {own: 0, undici: 0, cannon: 0};
    for (let slice = 0; slice < SLICES; slice++) {
      total.own += await inLoops(users, seconds / SLICES, callers.own);
      total.undici += await inLoops(users, seconds / SLICES, callers.undici);
    }
    await Promise.all([callers.own.close(), callers.undici.close()]);
    const cannon = await withAutocannon(socket, users, Math.max(1, seconds));
    return {own: total.own / SLICES, undici: total.undici / SLICES, cannon};
  });
}

async function ours(path: string): Promise<Caller> {
  const {createClient, newestEngine} = await built();
  const client = createClient({address: {kind: 'unix', path}, profile: newestEngine.wire});
  return {call: () => client.post({method, body, timeoutMs: 10_000}), close: () => client.close()};
}

function bareUndici(socketPath: string, users: number): Caller {
  const pool = new Pool('http://plugin.moby.localhost', {socketPath, connections: users, pipelining: 1});
  const call = async () => {
    const answer = await pool.request({method: 'POST', path: `/${method}`, body});
    await answer.body.text();
  };
  return {call, close: () => pool.close()};
}

/** Calls per second. */
async function inLoops(users: number, seconds: number, {call}: Caller): Promise<number> {
  let count = 0;
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const loop = async () => {
    for (; performance.now() < until; count++) await call();
  };
  await Promise.all(Array.from({length: users}, loop));
  return count / ((performance.now() - startedAt) / 1000);
}

async function withAutocannon(socketPath: string, users: number, seconds: number): Promise<number> {
  const result = await autocannon({
    url: `http://plugin.moby.localhost/${method}`,
    socketPath,
    connections: users,
    duration: seconds,
    method: 'POST',
    body,
  });
  return result.requests.total / result.duration;
}
