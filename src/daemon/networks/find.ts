import {DaemonError} from '../errors.ts';
import type {NetworkContext} from './context.ts';
import type {Network} from './network.ts';

/** All that a user sees. */
export function listNetworks({networks}: NetworkContext): Network[] {
  return [...networks.values()].filter(({record}) => !record.inDelete);
}

/** By id, name or beginning of the id (moby v28.5.2 daemon/network.go FindNetwork). */
export function findNetwork(context: NetworkContext, term: string): Network {
  const all = listNetworks(context);
  const exact = all.find(({id}) => id === term);
  if (exact !== undefined) return exact;
  const named = all.filter(({name}) => name === term);
  const partial = all.filter(({id}) => term !== '' && id.startsWith(term));
  const matches = named.length > 0 ? named : partial;
  if (matches.length > 1) {
    const where = named.length > 1 ? 'name' : 'ID prefix';
    const text = `network ${term} is ambiguous (${matches.length} matches found on ${where})`;
    throw new DaemonError(text, {status: 'invalid'});
  }
  const [match] = matches;
  if (match !== undefined) return match;
  throw new DaemonError(`network ${term} not found`, {status: 'not-found', reason: 'no-such-network'});
}

/** As above; null where it would throw. */
export function lookUpNetwork(context: NetworkContext, term: string): Network | null {
  try {
    return findNetwork(context, term);
  } catch (error) {
    if (error instanceof DaemonError) return null;
    throw error;
  }
}
