import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {parseEvents} from '../../scripts/fidelity/recording/load.ts';
import type {Call, Close} from '../../scripts/fidelity/recording/timeline.ts';
import {takeRequest} from '../../scripts/fidelity/replay/http-request.ts';
import {createScriptedPlugin} from '../../scripts/fidelity/replay/plugin.ts';
import {createScript} from '../../scripts/fidelity/replay/script.ts';
import {VirtualClock} from '../../scripts/fidelity/replay/virtual-clock.ts';

test('The virtual clock takes no time, keeps the order of instants, and can be given up', async () => {
  const clock = new VirtualClock();
  const began = performance.now();
  const seen: string[] = [];
  const gone = new AbortController();
  await Promise.all([
    clock.sleep(120_000).then(() => seen.push(`a at ${clock.now()}`)),
    clock.sleep(15_000).then(() => seen.push(`b at ${clock.now()}`)),
    clock.sleep(1_000).then(() => gone.abort()),
    clock.sleep(60_000, gone.signal).then(() => seen.push(`c at ${clock.now()}`)),
  ]);
  assert.deepEqual(seen, ['c at 1000', 'b at 15000', 'a at 120000']);
  assert.ok(performance.now() - began < 5_000);
});

test('Requests are taken off byte by byte, with and without a length', () => {
  const text = 'POST /a HTTP/1.1\r\nHost: \r\nContent-Length: 3\r\n\r\n{}\nPOST /b HTTP/1.1\r\n\r\n';
  const first = takeRequest(Buffer.from(text));
  assert.deepEqual(first?.request.headers, [
    ['Host', ''],
    ['Content-Length', '3'],
  ]);
  assert.equal(first?.request.bodyRaw, '{}\n');
  assert.equal(takeRequest(first?.rest ?? Buffer.alloc(0))?.request.path, '/b');
  assert.equal(takeRequest(Buffer.from(text.slice(0, 40))), null);
});

test('The scripted plugin answers from the recording, notes the calls and who hung up', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'pt-'));
  const path = join(folder, 'rec.sock');
  const calls: Call[] = [];
  const closes: Close[] = [];
  const plugin = createScriptedPlugin({
    name: 'rec',
    at: {kind: 'unix', path},
    script: createScript(parseEvents(recorded), 'rec'),
    clock: new VirtualClock(),
    log: {open: () => {}, call: call => calls.push(call), close: close => closes.push(close)},
  });
  t.after(async () => {
    await plugin.stop(false);
    rmSync(folder, {recursive: true, force: true});
  });
  await plugin.listen();
  assert.equal(
    await exchange(path, '/VolumeDriver.Get', '{"Name":"b"}\n'),
    'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"Err":"b"}\n',
  );
  assert.equal(await exchange(path, '/VolumeDriver.Get', '{"Name":"a"}\n'), '');
  assert.match(await exchange(path, '/VolumeDriver.Nosuch', ''), /not in the recording/);
  assert.deepEqual(
    calls.map(call => call.path),
    ['/VolumeDriver.Get', '/VolumeDriver.Get', '/VolumeDriver.Nosuch'],
  );
  assert.deepEqual(
    closes.slice(0, 2).map(close => close.by),
    ['plugin', 'plugin'],
  );
});

const head =
  '"event":"request","plugin":"rec","verb":"POST","path":"/VolumeDriver.Get","http":"HTTP/1.1","headers":[]';
const recorded = [
  `{"t_us":1,${head},"conn":1,"bodyRaw":"{\\"Name\\":\\"a\\"}\\n","status":null,"reply":null,"fault":"connection closed without an answer"}`,
  `{"t_us":2,${head},"conn":2,"bodyRaw":"{\\"Name\\":\\"b\\"}\\n","status":200,"replyHeaders":[["Connection","close"]],"reply":{"Err":"b"}}`,
].join('\n');

/** Sends a request and gives all bytes that come until the other side ends, or half a second of silence. */
function exchange(path: string, method: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let text = '';
    socket.setTimeout(500, () => socket.end());
    socket.on('data', data => {
      text += data;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    socket.write(`POST ${method} HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
}
