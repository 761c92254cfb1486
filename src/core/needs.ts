import type {Need} from './check.ts';

/** The plugin names this word in Plugin.Activate. */
export function implementsDriver(word: string): Need {
  return facts =>
    facts.implements.includes(word)
      ? {ok: true}
      : {
          ok: false,
          status: 'not-applicable',
          reason: `Plugin.Activate does not name ${word} (it names ${facts.implements.join(', ') || 'nothing'})`,
        };
}

/** Plugtest can stop and start the plugin. */
export const canRestart: Need = facts =>
  facts.canRestart
    ? {ok: true}
    : {
        ok: false,
        status: 'untestable',
        reason: 'needs to restart the plugin: give its command after `--`, or --restart-command',
      };

/** Plugtest started the plugin itself and so knows its process. */
export const ownsProcess: Need = facts =>
  facts.ownsProcess
    ? {ok: true}
    : {
        ok: false,
        status: 'untestable',
        reason: "needs the plugin's own process: give its command after `--`",
      };

/** Paths that the plugin names can be looked at from here. */
export const seesMountpoints: Need = facts =>
  facts.mountNamespace === 'other'
    ? {
        ok: false,
        status: 'untestable',
        reason:
          'the plugin runs in another mount namespace: run plugtest in the same one to look at its mountpoints',
      }
    : {ok: true};

/** The plugin listens on a unix socket. */
export const onUnixSocket: Need = facts =>
  facts.addressKind === 'unix'
    ? {ok: true}
    : {ok: false, status: 'not-applicable', reason: 'only for plugins on unix sockets'};
