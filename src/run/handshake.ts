import type {Call, PluginHandle} from '../core/context.ts';
import type {HandshakeFacts} from '../core/facts.ts';
import {knownWords} from '../core/needs.ts';
import type {Exchange} from '../wire/exchange.ts';
import {openPlugin} from './plugin.ts';
import type {Stage} from './stage.ts';

/** What the run's own activation gave. */
export interface Handshake extends HandshakeFacts {
  /** Words of the last answer: what the run goes by. */
  readonly implements: readonly string[];
}

/** Milliseconds before each try. A failed activation is not remembered by dockerd: the next use asks again. */
const PAUSES_MS = [0, 100, 300, 600, 1000];

/** Activates the plugin, to learn what it offers; judged later by checks of its own. Patient with one that is still starting. */
export async function shakeHands(stage: Omit<Stage, 'facts'>, signal: AbortSignal): Promise<Handshake> {
  // the handshake needs no facts: they come from it
  const plugin = openPlugin(stage as Stage, {
    signal: () => signal,
    record: (exchange: Exchange) => stage.record(null, exchange),
  });
  try {
    return await activate(plugin.handle, signal);
  } finally {
    await plugin.close();
  }
}

async function activate(plugin: PluginHandle, signal: AbortSignal): Promise<Handshake> {
  let handshake: Handshake = {implements: [], error: 'not tried', firstWords: null};
  for (const pauseMs of PAUSES_MS) {
    await new Promise(resolve => setTimeout(resolve, pauseMs));
    const call = await plugin.call('Plugin.Activate');
    const words = wordsOf(call);
    // dockerd would not ask again after a success; the second question shows whether the plugin was only too early
    const isSecondSuccess = handshake.firstWords !== null;
    handshake = {
      implements: words,
      error: call.error,
      firstWords: handshake.firstWords ?? (call.ok ? words : null),
    };
    const isUseful = words.some(word => knownWords.includes(word));
    if (isUseful || isSecondSuccess || !isWorthAnotherTry(call) || signal.aborted) break;
  }
  return handshake;
}

/** Not for one that does not know the call at all, hangs, or speaks no HTTP. */
function isWorthAnotherTry({exchange}: Call): boolean {
  const {response, error} = exchange;
  if (response !== null) return response.status !== 404 && response.status !== 405;
  return error?.kind === 'eof' || error?.kind === 'reset';
}

function wordsOf(call: Call): readonly string[] {
  const words = call.reply?.['Implements'];
  return call.ok && Array.isArray(words) ? words.filter(word => typeof word === 'string') : [];
}
