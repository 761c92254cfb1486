import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);

/** Plugtest's own version. Resolved by the package's own name, so that it works from src and from dist. */
export const version: string = readVersion(require('plugtest/package.json'));

function readVersion(manifest: unknown): string {
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}
