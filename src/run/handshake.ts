import type {Call} from '../core/context.ts';
import type {Exchange} from '../wire/exchange.ts';
import {openPlugin} from './plugin.ts';
import type {Stage} from './stage.ts';

/** What the run's own activation gave. */
export interface Handshake {
  readonly implements: readonly string[];
  /** The plugin accepted a connection, whatever it said. */
  readonly reached: boolean;
  /** Empty when the plugin was activated. */
  readonly error: string;
}

/** Activates the plugin once, to learn what it offers; judged later by checks of its own. */
export async function shakeHands(stage: Omit<Stage, 'facts'>, signal: AbortSignal): Promise<Handshake> {
  // the handshake needs no facts: they come from it
  const plugin = openPlugin(stage as Stage, {
    signal,
    record: (exchange: Exchange) => stage.record(null, exchange),
  });
  try {
    const call = await plugin.handle.call('Plugin.Activate');
    return {implements: wordsOf(call), reached: call.exchange.error?.kind !== 'dial', error: call.error};
  } finally {
    await plugin.close();
  }
}

function wordsOf(call: Call): readonly string[] {
  const words = call.reply?.['Implements'];
  return call.ok && Array.isArray(words) ? words.filter(word => typeof word === 'string') : [];
}
