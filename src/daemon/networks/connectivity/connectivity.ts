import type {NetworkDriver} from '../driver.ts';
import type {Endpoint} from '../endpoint.ts';
import type {Gateways} from '../gateways.ts';
import type {Sandbox} from '../sandbox.ts';

/** An endpoint that joins or leaves a sandbox, and who was the gateway before. */
export interface Move {
  readonly endpoint: Endpoint;
  readonly sandbox: Sandbox;
  readonly before: Gateways;
}

/** Who is told to let the world in, and when: differs by engine. */
export interface Connectivity {
  /** After Join: the gateway may change. Throws what makes the join fail. */
  joined(move: Move): Promise<void>;
  /** Before Leave: throws what is only logged. */
  leaving(move: Move, driver: NetworkDriver): Promise<void>;
  /** After Leave: another endpoint may take over; errors are logged. */
  left(move: Move): Promise<void>;
}
