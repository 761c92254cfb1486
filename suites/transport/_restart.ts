import type {CheckContext} from '../../src/authoring.ts';

/** Stops the plugin as a service manager does and starts it again; with --restart-command that does both. */
export async function restart(t: CheckContext): Promise<void> {
  if (t.facts.ownsProcess) await stop(t);
  await t.process.start();
}

/** SIGTERM, and SIGKILL for one that ignores it, which a check of its own objects to. */
export async function stop(t: CheckContext): Promise<void> {
  const ended = await t.process.stop({timeoutMs: Math.min(t.settings.callTimeoutMs, STOP_MS)});
  if (!ended) await t.process.kill();
}

/** Has the plugin started after the check as it was before, for checks that start it in another way. */
export function startAsUsualAfterwards(t: CheckContext): void {
  t.cleanup(async () => {
    if (t.process.running) await t.process.kill();
    await t.process.start();
  });
}

/** dockerd gives a managed plugin so long (moby v28.5.2 plugin/manager_linux.go shutdownPlugin). */
export const STOP_MS = 10_000;
