import type {Engine} from '../engines/engine.ts';
import {DaemonError} from '../errors.ts';

/** What GetCapabilities said. */
export interface NetworkCapability {
  readonly scope: 'local' | 'global';
  readonly connectivityScope: 'local' | 'global';
  readonly checksGateways: boolean;
}

/** The answer to GetCapabilities, decoded. */
export interface CapabilityReply {
  readonly Scope: string;
  readonly ConnectivityScope: string;
  readonly GwAllocChecker: boolean;
}

/** What is not known refuses the driver (moby v28.5.2 libnetwork/drivers/remote/driver.go getCapabilities). */
export function readCapability(reply: CapabilityReply, {networks}: Engine): NetworkCapability {
  const {Scope, ConnectivityScope, GwAllocChecker} = reply;
  // The second text too quotes the first field.
  if (!isScope(Scope) || (ConnectivityScope !== '' && !isScope(ConnectivityScope)))
    throw new DaemonError(`invalid capability: expecting 'local' or 'global', got ${Scope}`);
  return {
    scope: Scope,
    connectivityScope: ConnectivityScope === '' ? Scope : ConnectivityScope,
    checksGateways: networks.asksForGateways && GwAllocChecker,
  };
}

function isScope(word: string): word is 'local' | 'global' {
  return word === 'local' || word === 'global';
}
