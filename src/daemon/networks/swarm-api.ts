import type {Outcome} from '../outcome.ts';

/** `docker swarm …`, as far as network plugins notice it. */
export interface SwarmCommands {
  /** `docker swarm init --advertise-addr`. */
  init(address?: string): Promise<Outcome>;
  /** `docker swarm leave -f`. */
  leave(): Promise<Outcome>;
  /** Another node joins: drivers that reach other hosts get DiscoverNew. */
  nodeJoins(address: string): Promise<Outcome>;
  /** … or leaves: DiscoverDelete. */
  nodeLeaves(address: string): Promise<Outcome>;
}
