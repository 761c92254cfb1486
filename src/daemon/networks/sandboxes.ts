import type {NamespaceView} from './netns/view.ts';

/** A static route; `type` 0 is via `nextHop`, all others are connected. */
export interface AttachmentRoute {
  /** Empty: the plugin gave none. */
  readonly destination: string;
  readonly type: number;
  readonly nextHop: string;
}

/** An endpoint that joined, as a namespace needs to know it. */
export interface Attachment {
  readonly sandboxId: string;
  readonly sandboxKey: string;
  readonly networkId: string;
  readonly endpointId: string;
  /** Of the daemon's own drivers no interface comes: they are not modelled. */
  readonly isBuiltIn: boolean;
  /** `10.5.0.2/24`; empty: none. */
  readonly address: string;
  readonly addressIpv6: string;
  /** Empty: the interface keeps its own. */
  readonly mac: string;
  /** Of the answer to Join: the interface in the daemon's namespace; empty: none is moved. */
  readonly srcName: string;
  /** Its name in the container without the number; empty: the interface is called `0`. */
  readonly dstPrefix: string;
  /** Bare addresses; empty: none. */
  readonly gateway: string;
  readonly gatewayIpv6: string;
  readonly routes: readonly AttachmentRoute[];
  /** Its gateways become the container's default routes now. */
  readonly isGateway: {readonly ipv4: boolean; readonly ipv6: boolean};
}

/**
 * The containers' network namespaces. The model decides when something happens, an implementation does it: nothing at all, or
 * with real links. Errors are texts as dockerd writes them (`failed to add interface v1 to sandbox: …`), never exceptions.
 */
export interface Sandboxes {
  /** The path that Join gets as SandboxKey. */
  key(sandboxId: string): string;
  /** The container's process was made, its namespace is there. */
  onCreate(sandbox: {readonly id: string; readonly key: string}): Promise<void>;
  /**
   * The interface is to be moved, renamed, addressed and routed (moby v28.5.2 libnetwork/sandbox_linux.go populateNetworkResources):
   * up to 27 when the namespace is there, later right after Join. Gives null, or why it cannot be.
   */
  onJoin(attachment: Attachment): Promise<string | null>;
  /** After Leave, before DeleteEndpoint: the interface goes back under its own name. */
  onLeave(attachment: Attachment): Promise<void>;
  /** Another endpoint's gateways become the default routes. */
  onGateway(attachment: Attachment): Promise<string | null>;
  /** The container has ended. */
  onRemove(sandbox: {readonly id: string; readonly key: string}): Promise<void>;
  /** What can be seen and done in a container's namespace; null where it has none. */
  inside(sandboxId: string): NamespaceView | null;
}

/** Does nothing; all goes well. */
export const drySandboxes: Sandboxes = {
  key: id => `/var/run/docker/netns/${id.slice(0, 12)}`,
  onCreate: async () => {},
  onJoin: async () => null,
  onLeave: async () => {},
  onGateway: async () => null,
  onRemove: async () => {},
  inside: () => null,
};
