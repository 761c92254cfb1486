/** How to reach a plugin, after discovery. Only the wire opens sockets. */
export type Address =
  | {
      readonly kind: 'unix';
      readonly path: string;
      /** It was a socket when the run began: a symbolic link in its place leads elsewhere and is not followed. */
      readonly isNoLink?: boolean;
    }
  | {readonly kind: 'tcp'; readonly host: string; readonly port: number}
  | {readonly kind: 'tls'; readonly host: string; readonly port: number; readonly tls: TlsSettings};

/** TLS as dockerd derives it from a spec file (protocol: moby v28.5.2 pkg/plugins/client.go newTransport). */
export interface TlsSettings {
  /** False for `.spec` files and for a TLSConfig without CAFile: dockerd then trusts any certificate. */
  readonly verify: boolean;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  /** Only the given CA file counts, not the system's. */
  readonly exclusiveRootPools?: boolean;
}
