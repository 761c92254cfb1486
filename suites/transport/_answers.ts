import type {Exchange} from '../../src/authoring.ts';

/** The answer of an exchange. */
export type Response = NonNullable<Exchange['response']>;

/** Value of a header, names compared without case; undefined when it is absent. */
export function headerOf({headers}: {readonly headers: Exchange['request']['headers']}, name: string) {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** `200 with {"Err":""}`, short enough for a line. */
export function showAnswer({status, body}: Response): string {
  if (body.bytes === 0) return `status ${status} with an empty body`;
  const text = body.encoding === 'base64' ? `${body.bytes} bytes that are no text` : body.text.trimEnd();
  return `status ${status} with ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
}

/** The body is compressed, by what its first bytes say (gzip's mark, in base64). */
export function looksCompressed({body}: Response): boolean {
  return body.encoding === 'base64' && body.text.startsWith('H4sI');
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The client follows this answer to another place. */
export function isRedirect(response: Response): boolean {
  return REDIRECTS.has(response.status) && headerOf(response, 'location') !== undefined;
}

/**
 * Methods that a plugin need not have: dockerd takes any failure of theirs for "not offered", so that nobody reads
 * the text (moby v28.5.2 volume/drivers/adapter.go getCapabilities, daemon/libnetwork/drivers/remote/driver.go).
 */
export const optionalMethods: readonly string[] = [
  'VolumeDriver.Capabilities',
  'LogDriver.Capabilities',
  'IpamDriver.GetCapabilities',
  'NetworkDriver.AllocateNetwork',
  'NetworkDriver.FreeNetwork',
  'NetworkDriver.DiscoverNew',
  'NetworkDriver.DiscoverDelete',
  'NetworkDriver.ProgramExternalConnectivity',
  'NetworkDriver.RevokeExternalConnectivity',
  'NetworkDriver.GwAllocCheck',
];
