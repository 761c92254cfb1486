import assert from 'node:assert/strict';
import {createServer} from 'node:net';
import test from 'node:test';
import {discover} from '../../src/daemon/discovery/findings.ts';
import {openTarget} from '../../src/target/open-target.ts';
import {makeCertificate} from '../daemon/discovery/certificate.ts';
import {tempFolders} from '../daemon/discovery/folder.ts';

test('A JSON spec file with CA and client certificate is opened; unusable files are named with dockerd’s words', async t => {
  const f = tempFolders(t);
  const own = makeCertificate(f.root, 'own');
  const other = makeCertificate(f.root, 'other');
  if (own === null || other === null) return t.skip('openssl is not installed');
  const server = createServer(socket => socket.destroy());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const place = server.address();
  const port = typeof place === 'object' ? place?.port : 0;
  const spec = (tls: object) =>
    f.file('etc/p.json', JSON.stringify({Addr: `https://127.0.0.1:${port}`, TLSConfig: tls}));

  const good = {CAFile: other.cert, CertFile: own.cert, KeyFile: own.key};
  const {address} = await openTarget(spec(good));
  const files = {caFile: other.cert, certFile: own.cert, keyFile: own.key};
  assert.deepEqual(address, {
    kind: 'tls',
    host: '127.0.0.1',
    port,
    tls: {verify: true, exclusiveRootPools: false, ...files},
  });

  const empty = f.file('empty', '');
  const none = f.path('none');
  const rows: readonly [tls: object, message: string][] = [
    [{CAFile: none}, `could not read CA certificate "${none}": open ${none}: no such file or directory`],
    [{CAFile: empty}, `failed to append certificates from PEM file: "${empty}"`],
    [{CertFile: own.cert}, 'could not load X509 key pair: open : no such file or directory'],
    [{...good, KeyFile: empty}, 'could not load X509 key pair: no valid private key found'],
    [
      {...good, KeyFile: other.key},
      'could not load X509 key pair: tls: private key does not match public key',
    ],
  ];
  for (const [tls, text] of rows) {
    const path = spec(tls);
    const message = `${path}: ${text}; correct the files that TLSConfig names`;
    await assert.rejects(openTarget(path), {message, code: 'TARGET_BAD_TLS', exitCode: 3});
    const {findings} = await discover(f);
    assert.equal(findings[0]?.problems[0]?.text, text);
  }
});
