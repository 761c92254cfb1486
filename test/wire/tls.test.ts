import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';
import test from 'node:test';
import type {TlsOptions} from 'node:tls';
import {createServer} from 'node:tls';
import type {TlsSettings} from '../../src/wire/address.ts';
import {client, folder, ok, serve} from './raw-server.ts';

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed';
const CALL = {method: 'Plugin.Activate', body: null, timeoutMs: 5000};

/** A self-signed certificate for this name and for 127.0.0.1. */
function certificate(t: TestContext, name: string): {readonly certFile: string; readonly keyFile: string} {
  const dir = folder(t);
  const files = {certFile: `${dir}/cert.pem`, keyFile: `${dir}/key.pem`};
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`],
    ...['-keyout', files.keyFile, '-out', files.certFile],
  ]);
  assert.equal(made.status, 0, made.stderr.toString());
  return files;
}

async function serveTls(t: TestContext, files: ReturnType<typeof certificate>, options: TlsOptions = {}) {
  const names: unknown[] = [];
  const server = createServer(
    {cert: readFileSync(files.certFile), key: readFileSync(files.keyFile), ...options},
    socket => {
      names.push(socket.servername);
      socket.on('error', () => {});
      socket.on('data', () => socket.write(ok('{"Implements":[]}')));
    },
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>(resolve => server.listen(0, resolve));
  t.after(() => server.close());
  // A server that listens on a TCP port has an AddressInfo.
  const {port} = server.address() as AddressInfo;
  const address = (tls: TlsSettings, host = 'localhost') => ({kind: 'tls', host, port, tls}) as const;
  return {address, names};
}

test('Without verification any certificate will do, as for a .spec file', {skip}, async t => {
  const server = await serveTls(t, certificate(t, 'elsewhere'));
  const {exchange} = await client(t, server.address({verify: false})).post(CALL);
  assert.equal(exchange.error, null);
  assert.deepEqual(server.names, ['localhost']);
});

test('An unknown authority is refused in the words of Go; with the CA file it is trusted', {
  skip,
}, async t => {
  const files = certificate(t, 'localhost');
  const server = await serveTls(t, files);
  const refused = await client(t, server.address({verify: true})).post(CALL);
  assert.equal(refused.exchange.error?.kind, 'tls');
  assert.match(
    refused.exchange.error?.text ?? '',
    /^Post "https:.*": tls: failed to verify certificate: x509: certificate signed by unknown authority$/,
  );
  const trusted = client(t, server.address({verify: true, caFile: files.certFile, exclusiveRootPools: true}));
  assert.equal((await trusted.post(CALL)).exchange.error, null);
});

test('A certificate for another name is refused', {skip}, async t => {
  const files = certificate(t, 'elsewhere');
  const server = await serveTls(t, files);
  const {exchange} = await client(t, server.address({verify: true, caFile: files.certFile})).post(CALL);
  assert.match(exchange.error?.text ?? '', /x509: certificate is valid for elsewhere, not localhost$/);
});

test('A client certificate is sent, and TLS 1.1 is not spoken', {skip}, async t => {
  const files = certificate(t, 'localhost');
  const strict = await serveTls(t, files, {requestCert: true, ca: readFileSync(files.certFile)});
  assert.equal((await client(t, strict.address({verify: false, ...files})).post(CALL)).exchange.error, null);
  assert.notEqual((await client(t, strict.address({verify: false})).post(CALL)).exchange.error, null);
  const old = await serveTls(t, files, {maxVersion: 'TLSv1.1', minVersion: 'TLSv1'});
  assert.equal((await client(t, old.address({verify: false})).post(CALL)).exchange.error?.kind, 'tls');
});

test('A certificate file that is not there fails every call, without a connection', {skip}, async t => {
  const server = await serveTls(t, certificate(t, 'localhost'));
  const {exchange} = await client(t, server.address({verify: true, caFile: '/nowhere/ca.pem'})).post(CALL);
  assert.deepEqual(exchange.error, {
    kind: 'tls',
    text: 'could not read CA certificate "/nowhere/ca.pem": open /nowhere/ca.pem: no such file or directory',
  });
});

test('A plain HTTP plugin behind an https address gives the text of Go', async t => {
  const server = await serve(t, () => {}, 'tcp');
  server.server.on('connection', socket =>
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  );
  assert.equal(server.address.kind, 'tcp');
  const port = server.address.kind === 'tcp' ? server.address.port : 0;
  const {exchange} = await client(t, {kind: 'tls', host: '127.0.0.1', port, tls: {verify: false}}).post(CALL);
  assert.equal(exchange.error?.text.replace(/^.*": /, ''), 'http: server gave HTTP response to HTTPS client');
});
