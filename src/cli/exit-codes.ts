/** Exit codes (design 2). Stable: scripts rely on them. */
export const exitCodes = {
  conformant: 0,
  /** Also a failed handshake and a plugin that dies during the run. */
  notConformant: 1,
  usage: 2,
  /** The plugin was never reachable. */
  unreachable: 3,
  /** plugtest's own fault. */
  internal: 4,
  interrupted: 130,
  terminated: 143,
} as const;
