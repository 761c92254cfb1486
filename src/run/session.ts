import {setMaxListeners} from 'node:events';
import {rm} from 'node:fs/promises';
import type {Check} from '../core/check.ts';
import type {CheckContext} from '../core/context.ts';
import type {Leak} from '../core/events.ts';
import {expect} from '../core/expect.ts';
import type {CheckSession} from '../core/session.ts';
import {Unjudged} from '../core/violation.ts';
import {lookInto} from '../daemon/networks/netns/look.ts';
import {temporaryPath} from '../util/temporary-folder.ts';
import {openApiSocket} from '../wire/api-socket.ts';
import type {Exchange} from '../wire/exchange.ts';
import {openSilentSocket} from '../wire/silent-socket.ts';
import {openDocker} from './docker.ts';
import {Journal} from './journal.ts';
import {openPlugin} from './plugin.ts';
import {pluginProcess} from './process.ts';
import type {Stage} from './stage.ts';
import {logProbe, sinkSwitch} from './user-commands.ts';

/** Clean-up has its own limit of time. */
const never = new AbortController().signal;
setMaxListeners(0, never);

/** Opens a check's stay with the plugin: a client, engines and a journal of its own. */
export function openSession(stage: Stage, check: Check, signal: AbortSignal): CheckSession {
  // every call of the check listens to it, and checks of parallel calls make many
  setMaxListeners(0, signal);
  const exchanges: Exchange[] = [];
  const record = (exchange: Exchange) => {
    exchanges.push(exchange);
    stage.record(check.id, exchange);
  };
  const journal = new Journal();
  const plugin = openPlugin(stage, {signal: () => (journal.isCleaningUp ? never : signal), record});
  journal.add(() => plugin.close());
  const deathsBefore = stage.guard.deaths.length;
  const outputBefore = stage.target.control?.output().length ?? 0;
  const context = makeContext(stage, {
    journal,
    plugin: plugin.handle,
    signal,
    record,
    exchanges,
    log: line => stage.note(check.id, line),
  });
  return {
    context,
    exchanges: () => exchanges,
    pluginOutput: () => stage.target.control?.output().slice(outputBefore) ?? [],
    settle: async () => {
      if (exchanges.some(isLost)) await stage.guard.settle(deathsBefore);
    },
    death: () => stage.guard.deaths[deathsBefore],
    lostContact: () => exchanges.some(exchange => exchange.error?.kind === 'dial'),
    finish: () => journal.close({wasGivenUp: signal.aborted}),
  };
}

/** The connection broke, as it does when the process ends. */
function isLost({error}: Exchange): boolean {
  return error !== null && ['dial', 'eof', 'reset', 'body'].includes(error.kind);
}

interface Parts {
  readonly exchanges: readonly Exchange[];
  readonly journal: Journal;
  readonly plugin: CheckContext['plugin'];
  readonly signal: AbortSignal;
  readonly record: (exchange: Exchange) => void;
  readonly log: (line: string) => void;
}

function makeContext(stage: Stage, {journal, plugin, signal, record, exchanges, log}: Parts): CheckContext {
  return {
    plugin,
    expect,
    exchanges: () => exchanges,
    facts: stage.facts,
    signal,
    settings: stage.settings,
    silentSocket: () => closedAfterwards(journal, openSilentSocket()),
    apiSocket: handle => closedAfterwards(journal, openApiSocket(handle)),
    scratchFile: () => {
      const path = temporaryPath('scratch');
      journal.add(() => rm(path, {force: true}));
      return path;
    },
    host: stage.host,
    sink: sinkSwitch(stage.commands, journal),
    logProbe: logProbe(stage.commands),
    pluginNamespace: () => {
      const namespace = stage.home.host?.daemon;
      if (namespace) return lookInto(namespace);
      throw new Error('a check that looks into namespaces must need hasSandbox');
    },
    process: pluginProcess(stage.target, stage.guard),
    random: stage.random,
    docker: async options => openDocker(stage, {...options, signal, record, journal}),
    unique: word => stage.names.unique(word),
    log,
    cleanup: action => journal.add(action),
    leaked: (leak: Leak) => journal.leaked(leak),
    blocked: (by, reason) => {
      throw new Unjudged('blocked', `blocked by ${by}: ${reason}`, by);
    },
    notApplicable: reason => {
      throw new Unjudged('not-applicable', reason);
    },
    untestable: reason => {
      throw new Unjudged('untestable', reason);
    },
  };
}

/** What is open while the check lasts. */
async function closedAfterwards<T extends {close(): Promise<void>}>(
  journal: Journal,
  opening: Promise<T>,
): Promise<T> {
  const opened = await opening;
  journal.add(() => opened.close());
  return opened;
}
