import {spawnSync} from 'node:child_process';
import {join} from 'node:path';

/** Makes a self-signed certificate and its key in a folder; null where no openssl is installed. */
export function makeCertificate(folder: string, name: string): {cert: string; key: string} | null {
  const cert = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key`);
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const made = spawnSync('openssl', [...kind, ...subject, '-keyout', key, '-out', cert], {stdio: 'ignore'});
  return made.status === 0 ? {cert, key} : null;
}
