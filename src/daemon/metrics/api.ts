import type {PageRequest} from '../../wire/page-server.ts';
import type {Outcome} from '../outcome.ts';

/** Managed plugins that collect metrics, and the socket at which they find them. */
export interface Metrics {
  /** `docker plugin enable`, of a plugin whose process runs already. Succeeds whatever the plugin answers. */
  enable(plugin: string): Promise<Outcome>;
  /** `docker plugin disable`: the plugin is called no more; its process would get a SIGTERM. */
  disable(plugin: string): Promise<Outcome>;
  /** What was asked of the running daemon's socket so far, oldest first. */
  requests(): readonly PageRequest[];
  /** Resolves with true when so many requests more than now have come to this daemon, with false when time is up. */
  nextRequests(count: number, timeoutMs: number): Promise<boolean>;
  /** Connections to the running daemon's socket that are open at this moment. */
  connections(): number;
  /** The running daemon's socket is still where it was made. */
  hasSocket(): boolean;
  /** From now on requests are held back until the function that comes back is called. */
  hold(): () => void;
}
