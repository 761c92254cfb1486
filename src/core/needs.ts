import {cut} from '../util/cut.ts';
import type {Applicability, Need, Rule} from './check.ts';
import type {Facts} from './facts.ts';

const MOST_NAMED = 10;
const LONGEST_NAMED = 60;

/** The check that stands for the handshake; without one nothing is known of what the plugin offers. */
const HANDSHAKE_CHECK = 'handshake.activate.answers';
/** The check that stands for the words in the manifest. */
const WORDS_CHECK = 'handshake.implements.known-word';

/** The check that stands for a word which blocks dockerd. */
const METRICS_CHECK = 'handshake.implements.no-metrics-collector';

/** Words that dockerd looks for in Plugin.Activate, in their exact case (transport.md 1). */
export const knownWords: readonly string[] = [
  'VolumeDriver',
  'NetworkDriver',
  'IpamDriver',
  'authz',
  'LogDriver',
  'MetricsCollector',
];

/** The plugin could be activated and names at least one interface that dockerd knows. */
export const isActivated: Need = facts => groundOf(facts) ?? {ok: true};

/** The plugin names this word in Plugin.Activate. */
export function implementsDriver(word: string): Need {
  return facts =>
    groundOf(facts) ??
    (facts.implements.includes(word)
      ? {ok: true}
      : {ok: false, status: 'not-applicable', reason: notNamed(word, facts)});
}

/** Why no exchange concerned a rule: all its methods belong to an interface that the plugin does not offer, or chance. */
export function unconcernedReason({on}: Rule, facts: Facts): string {
  const methods = [on].flat();
  const [word, ...others] = new Set(methods.map(wordOf));
  const isOffered = word === undefined || others.length > 0 || facts.implements.includes(word);
  return isOffered || !knownWords.includes(word) || facts.implements.length === 0
    ? `no exchange of this run is concerned (${methods.join(', ')})`
    : notNamed(word, facts);
}

/** The word of Plugin.Activate that stands for a method: alike but for authorization. */
function wordOf(method: string): string {
  const driver = method.slice(0, Math.max(0, method.indexOf('.')));
  return driver === 'AuthZPlugin' ? 'authz' : driver;
}

function notNamed(word: string, facts: Facts): string {
  return `Plugin.Activate does not name ${word} (it names ${named(facts)})`;
}

/** Said of every check that does not apply, so it is no longer than it must be, whatever the plugin names. */
function named({implements: words}: Facts): string {
  const shown = words.slice(0, MOST_NAMED).map(each => cut(each, LONGEST_NAMED));
  return [...shown, ...(words.length > shown.length ? ['…'] : [])].join(', ');
}

/** Why nothing can be said of any interface; undefined when the handshake gave a word that dockerd knows. */
function groundOf({handshake, implements: words, isManaged}: Facts): Applicability | undefined {
  if (handshake.error !== '')
    return {ok: false, status: 'blocked', by: HANDSHAKE_CHECK, reason: handshake.error};
  if (words.includes('MetricsCollector') && !isManaged) {
    const reason = 'Plugin.Activate names MetricsCollector, which makes dockerd wait for ever';
    return {ok: false, status: 'blocked', by: METRICS_CHECK, reason};
  }
  if (words.some(word => knownWords.includes(word))) return undefined;
  const named = words.join(', ') || 'nothing';
  return {ok: false, status: 'blocked', by: WORDS_CHECK, reason: `Plugin.Activate names ${named}`};
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

/** Containers can get real network namespaces. */
export const hasSandbox: Need = ({sandbox}) =>
  sandbox.ready ? {ok: true} : {ok: false, status: 'untestable', reason: sandbox.reason};

/** Paths that the plugin names mean the same here, so that its mountpoints can be looked at. */
export const seesMountpoints: Need = facts => {
  if (facts.mountNamespace === 'same') return {ok: true};
  const reason =
    facts.mountNamespace === 'other'
      ? 'the plugin runs in another mount namespace: run plugtest in the same one to look at its mountpoints'
      : "the plugin's process was not found, so its mountpoints may not be what lies at their paths here: run plugtest as root on the plugin's host";
  return {ok: false, status: 'untestable', reason};
};

/** The plugin listens on a unix socket. */
export const onUnixSocket: Need = facts =>
  facts.addressKind === 'unix'
    ? {ok: true}
    : {ok: false, status: 'not-applicable', reason: 'only for plugins on unix sockets'};
