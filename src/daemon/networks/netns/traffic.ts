import {showIp, textOf} from './ip.ts';
import type {NetworkNamespace} from './namespace.ts';
import type {Listener} from './view.ts';

const LISTEN = `
const server = require('node:net').createServer(socket => { socket.on('error', () => {}); socket.end('here') });
server.on('error', error => { console.log(error.code); process.exit(1) });
server.listen(0, process.argv[1], () => console.log(server.address().port));
process.stdin.on('close', () => process.exit()).resume();`;

const CONNECT = `
const [host, port, ms] = process.argv.slice(1);
const until = Date.now() + Number(ms);
let last = 'no answer';
const again = error => { last = error; if (Date.now() >= until) end(last); else setTimeout(attempt, 50) };
const end = text => { console.log(text); process.exit() };
function attempt() {
  const socket = require('node:net').connect({host, port: Number(port)});
  socket.setTimeout(Math.max(1, Math.min(2000, until - Date.now())), () => { socket.destroy(); again('ETIMEDOUT') });
  socket.on('data', () => end('answered'));
  socket.on('error', error => { socket.destroy(); again(error.code) });
}
attempt();`;

/** Something that listens at an address and greets whoever connects. */
export async function listenIn(
  {start, javascript}: NetworkNamespace,
  address: string,
): Promise<Listener | {readonly error: string}> {
  const program = await start([...javascript, LISTEN, address]);
  const line = await program.firstLine();
  if (/^\d+$/.test(line)) return {port: Number(line), close: () => program.stop()};
  await program.stop();
  return {error: line};
}

/** Empty when it was greeted, else the last error. */
export async function connectFrom(
  {run, javascript}: NetworkNamespace,
  {address, port, timeoutMs}: {readonly address: string; readonly port: number; readonly timeoutMs: number},
): Promise<string> {
  const {stdout, stderr} = await run([...javascript, CONNECT, address, String(port), String(timeoutMs)]);
  const line = stdout.trim() || stderr.trim();
  return line === 'answered' ? '' : line;
}

/** Port of the discard service (RFC 863): it does not matter whether somebody listens. */
const DISCARD = 9;
const WAIT_MS = 1500;

/** Makes the kernel ask for a neighbour, and gives the link-layer address that answered; empty: nobody did. */
export async function resolveNeighbour(namespace: NetworkNamespace, address: string): Promise<string> {
  for (const timeoutMs of [0, WAIT_MS, WAIT_MS]) {
    await connectFrom(namespace, {address, port: DISCARD, timeoutMs});
    const [found] = await showIp(namespace, 'neighbour', 'show', 'to', address);
    const lladdr = found === undefined ? '' : textOf(found, 'lladdr');
    if (lladdr !== '') return lladdr;
  }
  return '';
}
