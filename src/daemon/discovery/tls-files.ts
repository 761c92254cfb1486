import {createPrivateKey, X509Certificate} from 'node:crypto';
import type {TlsSettings} from '../../wire/address.ts';
import {readBounded} from './read-bounded.ts';

/**
 * The error with which dockerd fails to activate a plugin because of its TLS files, or null. They are read when the
 * client is made, once per activation (go-connections tlsconfig/config.go Client, certPool, getCert).
 */
export function tlsFileError(settings: TlsSettings): string | null {
  return authorityError(settings.caFile) ?? keyPairError(settings.certFile, settings.keyFile);
}

function authorityError(file: string | undefined): string | null {
  if (file === undefined) return null;
  const content = readBounded(file);
  if ('error' in content) return `could not read CA certificate ${JSON.stringify(file)}: ${content.error}`;
  if (certificate(content.bytes) !== null) return null;
  return `failed to append certificates from PEM file: ${JSON.stringify(file)}`;
}

function keyPairError(certFile: string | undefined, keyFile: string | undefined): string | null {
  if (certFile === undefined && keyFile === undefined) return null;
  const why = pairError(certFile ?? '', keyFile ?? '');
  return why === null ? null : `could not load X509 key pair: ${why}`;
}

function pairError(certFile: string, keyFile: string): string | null {
  const cert = readBounded(certFile);
  if ('error' in cert) return cert.error;
  const key = readBounded(keyFile);
  if ('error' in key) return key.error;
  const privateKey = parsed(() => createPrivateKey(Buffer.from(key.bytes)));
  if (privateKey === null) return 'no valid private key found';
  const own = certificate(cert.bytes);
  if (own === null) return 'tls: failed to find any PEM data in certificate input';
  return own.checkPrivateKey(privateKey) ? null : 'tls: private key does not match public key';
}

function certificate(pem: Uint8Array): X509Certificate | null {
  return parsed(() => new X509Certificate(pem));
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    // OpenSSL's words are not Go's; that it failed is what counts.
    return null;
  }
}
