import type {CheckContext} from '../../src/authoring.ts';

/** The driver asks the daemon to repeat pools and addresses at its start. */
export async function replays(t: CheckContext): Promise<boolean> {
  const capabilities = await t.plugin.call('IpamDriver.GetCapabilities');
  return capabilities.reply?.['RequiresRequestReplay'] === true;
}

/** What a daemon process does first with a plugin. */
export async function newDaemon(t: CheckContext): Promise<void> {
  await t.plugin.call('Plugin.Activate', undefined, {freshConnection: true});
  await t.plugin.call('IpamDriver.GetCapabilities', undefined, {freshConnection: true});
}
