import {interfacesIn, inventoryOf} from './inventory.ts';
import type {NetworkNamespace} from './namespace.ts';
import {connectFrom, listenIn, resolveNeighbour} from './traffic.ts';
import type {NamespaceView} from './view.ts';

/** A namespace, as checks look into it. */
export function lookInto(namespace: NetworkNamespace): NamespaceView {
  return {
    interfaces: () => interfacesIn(namespace),
    inventory: () => inventoryOf(namespace),
    listen: address => listenIn(namespace, address),
    connect: (address, port, timeoutMs) => connectFrom(namespace, {address, port, timeoutMs}),
    neighbour: address => resolveNeighbour(namespace, address),
  };
}
