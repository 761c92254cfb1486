import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import test from 'node:test';
import {toScript} from '../../src/wire/repro.ts';
import {client, ok, PROFILE, serve} from './raw-server.ts';

const skip = spawnSync('curl', ['--version']).status === 0 ? false : 'curl is not installed';

/** Runs a script by sh; the server of this process answers meanwhile. */
function run(script: string): Promise<number | null> {
  return new Promise(resolve => {
    const shell = spawn('sh', [], {stdio: ['pipe', 'ignore', 'inherit']});
    shell.on('close', resolve);
    shell.stdin.end(script);
  });
}

function parts(raw: string | undefined) {
  const [head = '', body] = (raw ?? '').split(/\r\n\r\n(.*)/s);
  const [line, ...headers] = head.split('\r\n');
  return {line, headers: headers.map(header => header.replace(/: *$/, ':')).sort(), body};
}

const BODIES: readonly [string, string | Uint8Array | null][] = [
  ['a JSON body with its line feed', '{"Name":"foo"}\n'],
  ['no body', null],
  ['quotes, dollars, backslashes and a leading @', `@{"a":"it's $HOME \\\\ \`id\` %s"}\n\n`],
  ['bytes that are not UTF-8', Uint8Array.from([0, 1, 0xff, 0x27, 10])],
  ['terminal escapes', '{"a":"\u001b[2J"}'],
  ['other scripts', '{"a":"größe 日本"}\n'],
];

for (const [what, body] of BODIES) {
  test(`The curl script sends the same request again: ${what}`, {skip}, async t => {
    for (const unixHost of ['plugin.moby.localhost', ''] as const) {
      const server = await serve(t, ({socket}) => socket.write(ok('{}')));
      const plugin = client(t, server.address, {profile: {...PROFILE, unixHost}});
      const {exchanges} = await plugin.post({method: 'VolumeDriver.Create', body});
      assert.equal(await run(toScript(exchanges, server.address)), 0);
      assert.deepEqual(parts(server.requests[1]), parts(server.requests[0]));
    }
  });
}

test('What a plugin answers cannot leave the comments of the script or reach the terminal', async t => {
  const server = await serve(t, ({socket}) => socket.write(ok('{"Err":"x\n echo \u001b[31m\u202e boo\r"}')));
  const {exchanges} = await client(t, server.address).post({method: 'VolumeDriver.Get', body: '{}\n'});
  const script = toScript(exchanges, server.address);
  assert.match(script, /^# {3}\{"Err":"x\\n echo \\u001b\[31m\\u202e boo\\u000d"\}$/m);
});
