/** What differs on the wire between engine generations (transport.md sections 4 and 10). Data only. */
export interface WireProfile {
  /** Go release the engine is built with, as [1, minor]: decides JSON escapes, error texts, 1xx limits. */
  readonly go: number;
  /** Host header on unix sockets: '' up to 20.10.25, 23.0.6, 24.0.4; then `plugin.moby.localhost`. */
  readonly unixHost: '' | 'plugin.moby.localhost';
  readonly dialTimeoutMs: number;
  /** From 29.4.1: idle connections are closed after 30 s and at most 6 are kept in total; null: never. */
  readonly idleTimeoutMs: number | null;
}
