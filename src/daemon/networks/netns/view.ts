/** An interface in a namespace. */
export interface InterfaceView {
  readonly name: string;
  /** `veth`, `bridge`, `macvlan` …; empty for hardware and the loopback. */
  readonly kind: string;
  /** Empty: it has none. */
  readonly mac: string;
  readonly mtu: number;
  readonly isUp: boolean;
  /** `10.5.0.2/24`; those that the kernel makes up for a link are left out. */
  readonly addresses: readonly string[];
  /** Name of the bridge that it is a port of; empty: none. */
  readonly master: string;
  /** As a port of a bridge: `forwarding`, `listening` …; empty: it is none. */
  readonly portState: string;
}

/** Something that listens in a namespace. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** What can be seen and done in a network namespace. Rejects only where plugtest itself is at fault. */
export interface NamespaceView {
  interfaces(): Promise<readonly InterfaceView[]>;
  /** Interfaces, addresses, routes, neighbours that are fixed or answered for, rules of routing and packet filters, each as one line. */
  inventory(): Promise<readonly string[]>;
  /** Listens for TCP at an address of the namespace; null, and why, where that fails. */
  listen(address: string): Promise<Listener | {readonly error: string}>;
  /** Connects by TCP, again and again until the time is over: empty when it was answered, else the last error (`EHOSTUNREACH`). */
  connect(address: string, port: number, timeoutMs: number): Promise<string>;
  /** The link-layer address that answered for a neighbour; empty: none did. */
  neighbour(address: string): Promise<string>;
}
