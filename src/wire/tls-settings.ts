import {existsSync, readFileSync} from 'node:fs';
import {isIP} from 'node:net';
import type {PeerCertificate, SecureContextOptions} from 'node:tls';
import {type ConnectionOptions, createSecureContext, rootCertificates} from 'node:tls';
import type {TlsSettings} from './address.ts';
import {errnoText} from './go-text.ts';

/** Where Go looks for the system's certificates on Linux (go1.24 crypto/x509/root_linux.go). */
const SYSTEM_CA_FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** The suites that go-connections' tlsconfig allows for TLS 1.2, and Go's three for 1.3. */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** TLS options ready for use, or Go's text why the client object cannot be made. */
export type PreparedTls =
  | {readonly options: ConnectionOptions; readonly error: null}
  | {readonly options: null; readonly error: string};

/**
 * Reads certificates once, as dockerd does when it makes the client object (moby v28.5.2
 * vendor/github.com/docker/go-connections/tlsconfig/config.go Client).
 */
export function prepareTls(settings: TlsSettings, host: string): PreparedTls {
  const context: SecureContextOptions = {minVersion: 'TLSv1.2', ciphers: CIPHERS};
  if (settings.verify) {
    const trusted = trustedRoots(settings);
    if (trusted.error !== null) return {options: null, error: trusted.error};
    context.ca = [...trusted.roots];
  }
  if (settings.certFile !== undefined || settings.keyFile !== undefined) {
    const cert = read(settings.certFile ?? '');
    const key = read(settings.keyFile ?? '');
    if (cert.error !== null || key.error !== null) {
      return {options: null, error: `could not load X509 key pair: ${cert.error ?? key.error}`};
    }
    context.cert = cert.text;
    context.key = key.text;
  }
  return finish(context, settings.verify, host);
}

function finish(context: SecureContextOptions, verify: boolean, host: string): PreparedTls {
  try {
    const options: ConnectionOptions = {
      secureContext: createSecureContext(context),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: verify,
      checkServerIdentity: (_name, certificate) => checkHost(host, certificate),
      // Go sends no server name for an address.
      ...(isIP(host) === 0 ? {servername: host} : {}),
    };
    return {options, error: null};
  } catch (error) {
    return {
      options: null,
      error: `could not load X509 key pair: ${error instanceof Error ? error.message : error}`,
    };
  }
}

type Roots = {readonly roots: readonly string[]; readonly error: null} | {readonly error: string};

function trustedRoots(settings: TlsSettings): Roots {
  const system = settings.exclusiveRootPools === true ? [] : systemRoots();
  if (settings.caFile === undefined) return {roots: system, error: null};
  const own = read(settings.caFile);
  if (own.error !== null) return {error: `could not read CA certificate "${settings.caFile}": ${own.error}`};
  if (!own.text.includes('-----BEGIN CERTIFICATE-----')) {
    return {error: `failed to append certificates from PEM file: "${settings.caFile}"`};
  }
  return {roots: [...system, own.text], error: null};
}

function systemRoots(): readonly string[] {
  const file = SYSTEM_CA_FILES.find(path => existsSync(path));
  return file === undefined ? rootCertificates : [readFileSync(file, 'utf8')];
}

function read(
  path: string,
): {readonly text: string; readonly error: null} | {readonly text: null; readonly error: string} {
  try {
    return {text: readFileSync(path, 'utf8'), error: null};
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EINVAL';
    return {text: null, error: `open ${path}: ${errnoText(code)}`};
  }
}

/** Go looks at subject alternative names only. */
function checkHost(host: string, certificate: PeerCertificate): Error | undefined {
  const names = certificate.subjectaltname;
  if (names === undefined || names === '') {
    return new Error(
      isIP(host) === 0
        ? 'x509: certificate relies on legacy Common Name field, use SANs instead'
        : `x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`,
    );
  }
  const entries = names.split(', ').map(entry => entry.replace(/^(DNS|IP Address):/, ''));
  if (entries.some(entry => matches(entry.toLowerCase(), host.toLowerCase()))) return undefined;
  return new Error(`x509: certificate is valid for ${entries.join(', ')}, not ${host}`);
}

function matches(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*.') && host.includes('.') && host.slice(host.indexOf('.')) === pattern.slice(1);
}

const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Go's words for a failed handshake, as far as OpenSSL's tell the cases apart. Go 1.20 added the first part. */
export function tlsErrorText(error: Error & {code?: unknown}, go: number): string {
  const code = String(error.code ?? '');
  const lead = go >= 20 ? 'tls: failed to verify certificate: ' : '';
  if (UNKNOWN_AUTHORITY.has(code)) return `${lead}x509: certificate signed by unknown authority`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return `${lead}x509: certificate has expired or is not yet valid`;
  }
  if (error.message.startsWith('x509: ')) return lead + error.message;
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'http: server gave HTTP response to HTTPS client';
  const alert = /alert (.+?)(:|$)/i.exec(error.message)?.[1];
  if (alert !== undefined) return `remote error: tls: ${alert.toLowerCase()}`;
  return error.message;
}
