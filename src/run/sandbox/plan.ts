import {whyNoNamespaces} from '../../target/netns/available.ts';
import {UsageError} from '../../util/errors.ts';
import type {PreparedRun} from '../prepare.ts';

/** Whether the plugin gets a network namespace of its own, and when. */
export type HomePlan =
  /** It is started there. */
  | {readonly kind: 'at-once'; readonly asked: boolean}
  /** It is started there once its handshake has shown that it is a network driver. */
  | {readonly kind: 'if-network'}
  /** It runs already; containers are made beside the namespace that it is found in. */
  | {readonly kind: 'where-it-is'}
  | {readonly kind: 'never'; readonly reason: string};

const never = (reason: string): HomePlan => ({kind: 'never', reason});

/** Throws a UsageError where the user wants what can't be had. */
export async function planHome({options, checks}: PreparedRun): Promise<HomePlan> {
  const {sandbox: mode = 'auto', command, target, interfaces} = options;
  if (mode === 'none') return never('needs real network namespaces, which --sandbox none rules out');
  if (!checks.some(({id}) => id.startsWith('network.')))
    return never('no check of network drivers is selected');
  const asked = mode === 'netns';
  if (asked && command !== undefined && isTcp(target))
    throw new UsageError(
      `--sandbox netns does not go with ${target.split('://')[0]}://: a plugin in a network namespace of its own can't be reached by TCP; let it listen on a unix socket`,
    );
  if (command === undefined && !asked)
    return never(
      "needs to make real interfaces beside the plugin's: give its command after `--`, so that both are made in a network namespace for the run, or --sandbox netns, and they are made where the plugin runs",
    );
  if (isTcp(target)) return never(TCP);
  const reason = await whyNoNamespaces();
  if (reason !== null && asked) throw new UsageError(`--sandbox netns can't be had: ${reason}`);
  if (reason !== null) return never(reason);
  if (command === undefined) return {kind: 'where-it-is'};
  const isForNetworks = interfaces?.every(name => name === 'network' || name === 'ipam') ?? false;
  return asked || isForNetworks ? {kind: 'at-once', asked} : {kind: 'if-network'};
}

/** Why a plugin that listens there is left where it is. */
export const TCP =
  "needs a network namespace for the plugin, in which TCP can't reach it: let it listen on a unix socket";

function isTcp(target: string): boolean {
  return /^(tcp|https?):\/\//i.test(target);
}
