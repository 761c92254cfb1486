import type {CheckContext, NamespaceView} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {addressOf, type Inside} from './_inside.ts';

/** The least time for a first packet: a neighbour has to be found, on a busy machine. */
const LEAST_MS = 5000;
/** A bridge with STP forwards after twice 15 s (IEEE 802.1D, forward delay). */
const STP_MS = 40_000;
const POLL_MS = 250;

/** One container calls, another answers. */
export interface Path {
  readonly from: Inside;
  readonly to: Inside;
  readonly family?: 4 | 6;
}

/** Fails the check with these words when no answer comes. */
export async function expectReach(t: CheckContext, path: Path, about: string): Promise<void> {
  const {to, family = 4} = path;
  const address = addressOf(to.link, family);
  if (address === '') t.notApplicable(`the container has no IPv${family} address when it starts`);
  await untilForwarding(t.pluginNamespace());
  const error = await reach(path, Math.max(LEAST_MS, t.settings.callTimeoutMs));
  if (error === '') return;
  t.expect.fail({
    expected: `${about}: ${addressOf(path.from.link, family)} reaches ${address} by TCP`,
    actual: `${error}; in the container: ${describe(to)}; beside the plugin: ${await overview(t.pluginNamespace())}`,
  });
}

/** Empty when it was answered within the time, else the error. */
export async function reach({from, to, family = 4}: Path, timeoutMs: number): Promise<string> {
  const address = addressOf(to.link, family);
  const listener = await to.namespace.listen(address);
  if ('error' in listener) return `the server can't listen on ${address}: ${listener.error}`;
  try {
    return await from.namespace.connect(address, listener.port, timeoutMs);
  } finally {
    await listener.close();
  }
}

/** Waits while a port of a bridge only listens and learns. */
export async function untilForwarding(namespace: NamespaceView): Promise<void> {
  const until = performance.now() + STP_MS;
  const isWaiting = async () =>
    (await namespace.interfaces()).some(
      ({portState}) => portState === 'listening' || portState === 'learning',
    );
  while ((await isWaiting()) && performance.now() < until) await pause(POLL_MS);
}

function describe({link}: Inside): string {
  const {name, kind, mac, isUp, addresses} = link;
  return [name, kind, mac, isUp ? 'up' : 'down', ...addresses].filter(word => word !== '').join(' ');
}

const MOST_SHOWN = 8;

async function overview(namespace: NamespaceView): Promise<string> {
  const links = (await namespace.interfaces()).filter(({name}) => name !== 'lo');
  const shown = links.slice(0, MOST_SHOWN).map(({name, kind, isUp, master, addresses}) => {
    const place = master === '' ? '' : ` on ${master}`;
    return `${name} (${[kind || 'link', isUp ? 'up' : 'down', ...addresses].join(', ')})${place}`;
  });
  const more = links.length > MOST_SHOWN ? ` and ${links.length - MOST_SHOWN} more` : '';
  return `${shown.join(', ') || 'no interface'}${more}`;
}
