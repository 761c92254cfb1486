import type {NetworkContext} from '../context.ts';
import type {Connectivity} from './connectivity.ts';
import {createOneGateway} from './one.ts';
import {createGatewayPerFamily} from './per-family.ts';
import {createRememberedGateways} from './remembered.ts';

/** As the engine does it. */
export function connectivityOf(context: NetworkContext): Connectivity {
  switch (context.environment.engine.networks.gateways) {
    case 'one':
      return createOneGateway(context);
    case 'per-family':
      return createGatewayPerFamily(context);
    case 'remembered':
      return createRememberedGateways(context);
  }
}
