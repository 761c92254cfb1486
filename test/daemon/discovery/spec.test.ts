import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import test from 'node:test';
import {resolveAddress} from '../../../src/daemon/discovery/address.ts';
import {defaultFolders} from '../../../src/daemon/discovery/folders.ts';
import {readSpec} from '../../../src/daemon/discovery/spec-file.ts';
import {tlsSettings} from '../../../src/daemon/discovery/tls.ts';
import {tempFolders} from './folder.ts';

const outcome = (file: string) => {
  const result = readSpec('p', file);
  if ('error' in result) return result.error;
  const dialled = resolveAddress(result.definition.addr, result.definition.tls);
  return 'error' in dialled ? dialled.error : dialled.address;
};

const specs: readonly [content: string, expected: unknown][] = [
  ['\n tcp://10.1.2.3:7000 \r\n', {kind: 'tcp', host: '10.1.2.3', port: 7000}],
  ['tcp://h:1/base?x=1', {kind: 'tcp', host: 'h', port: 1}],
  ['http://[::1]:80', {kind: 'tcp', host: '::1', port: 80}],
  ['https://u:p@h', {kind: 'tls', host: 'h', port: 443, tls: {verify: false}}],
  ['UNIX:///run/a%20b.sock', {kind: 'unix', path: '/run/a b.sock'}],
  ['unix://x.sock/ignored', {kind: 'unix', path: 'x.sock'}],
  ['unix:/run/x.sock', {kind: 'unix', path: '/run/x.sock'}],
  ['gopher://h:70', {kind: 'tcp', host: 'h', port: 70}],
  ['localhost:8080', {kind: 'tcp', host: 'plugin.moby.localhost', port: 80}],
  ['', 'Unknown protocol'],
  ['/run/x.sock', 'Unknown protocol'],
  ['10.1.2.3:70', 'parse "10.1.2.3:70": first path segment in URL cannot contain colon'],
  ['://x', 'parse "://x": missing protocol scheme'],
  ['tcp://h:1\nmore', 'parse "tcp://h:1\\nmore": net/url: invalid control character in URL'],
  ['tcp://h:port', 'parse "tcp://h:port": invalid port ":port" after host'],
  ['tcp://h:70000', 'dial tcp: address 70000: invalid port'],
  ['tcp://h:1/%zz', 'parse "tcp://h:1/%zz": invalid URL escape "%zz"'],
  ['npipe:////./pipe/x', 'protocol not available'],
  [`unix:///${'x'.repeat(108)}`, `unix socket path "/${'x'.repeat(108)}" is too long`],
];

for (const [content, expected] of specs) {
  test(`A .spec file with ${JSON.stringify(content).slice(0, 40)} is read as dockerd reads it`, t => {
    assert.deepEqual(outcome(tempFolders(t).file('etc/p.spec', content)), expected);
  });
}

const tls = (settings: object) => ({kind: 'tls', host: 'h', port: 1, tls: settings});
const jsons: readonly [content: string, expected: unknown][] = [
  ['{"Addr":"https://h:1"}', tls({verify: true})],
  [
    '{"aDDR":"https://h:1","TLSCONFIG":{"cafile":"/ca"}}',
    tls({verify: true, caFile: '/ca', exclusiveRootPools: false}),
  ],
  ['{"Addr":"https://h:1","TLSConfig":{"InsecureSkipVerify":false}}', tls({verify: false})],
  ['{"Addr":"https://h:1","TLSConfig":{"CAFile":"/ca","InsecureSkipVerify":true}}', tls({verify: false})],
  [
    '{"Addr":"https://h:1","TLSConfig":{"CertFile":"/c","KeyFile":"/k"}}',
    tls({verify: false, certFile: '/c', keyFile: '/k'}),
  ],
  ['{"Addr":"tcp://h:1","TLSConfig":{"CAFile":"/ca"}}', {kind: 'tcp', host: 'h', port: 1}],
  ['{"Addr":"tcp://h:1"} trailing', {kind: 'tcp', host: 'h', port: 1}],
  ['{"Addr":"tcp://h:1","addr":"tcp://h:2"}', {kind: 'tcp', host: 'h', port: 2}],
  ['{}', {kind: 'tcp', host: 'plugin.moby.localhost', port: 80}],
  ['', 'EOF'],
];

for (const [content, expected] of jsons) {
  test(`A .json file with ${JSON.stringify(content).slice(0, 80)} is read as dockerd reads it`, t => {
    assert.deepEqual(outcome(tempFolders(t).file('etc/p.json', content)), expected);
  });
}

test('A .json file with a wrong type or bad syntax gives the error of Go', t => {
  const f = tempFolders(t);
  const rows: readonly [content: string, error: string][] = [
    ['{"Addr":1}', 'json: cannot unmarshal number into Go struct field Plugin.Addr of type string'],
    ['[]', 'json: cannot unmarshal array into Go value of type plugins.Plugin'],
    ['{"Addr":', 'unexpected EOF'],
    ['{Addr}', "invalid character 'A' looking for beginning of object key string"],
    [
      '{"TLSConfig":{"MinVersion":-1}}',
      'json: cannot unmarshal number -1 into Go struct field Options.TLSConfig.MinVersion of type uint16',
    ],
  ];
  for (const [content, error] of rows) assert.equal(outcome(f.file('etc/p.json', content)), error);
});

test('A named pipe in the place of a spec file does not hang the reader', t => {
  const f = tempFolders(t);
  execFileSync('mkfifo', [f.path('etc/p.spec')]);
  assert.match(String(outcome(f.path('etc/p.spec'))), /not a regular file/);
});

test('No TLSConfig means verified by the system; exclusive pools are kept with their CA file', () => {
  assert.deepEqual(tlsSettings(null), {verify: true});
  const config = {
    caFile: '/ca',
    certFile: '',
    keyFile: '',
    insecureSkipVerify: false,
    exclusiveRootPools: true,
  };
  assert.deepEqual(tlsSettings(config), {verify: true, caFile: '/ca', exclusiveRootPools: true});
});

test('Each engine looks in its own folders when it runs rootless', () => {
  const host = {rootless: true, home: '/users/u', xdgConfigHome: undefined};
  const lib = '/users/u/.local/lib/docker/plugins';
  assert.deepEqual(defaultFolders('28.5').specs, ['/etc/docker/plugins', '/usr/lib/docker/plugins']);
  assert.deepEqual(defaultFolders('20.10', host).specs, ['/etc/docker/plugins', '/usr/lib/docker/plugins']);
  assert.deepEqual(defaultFolders('24.0', host).specs, ['/users/u/.config/docker/plugins', lib]);
  assert.deepEqual(defaultFolders('29', host).specs, ['/etc/docker/plugins', lib]);
  assert.deepEqual(defaultFolders('29', {rootless: true}).specs, [
    'docker/plugins',
    '/usr/lib/docker/plugins',
  ]);
});
