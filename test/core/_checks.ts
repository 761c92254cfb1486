import {
  type Check,
  type CheckDefinition,
  defineCheck,
  defineRule,
  type Rule,
  type RuleDefinition,
} from '../../src/core/check.ts';
import type {CheckContext} from '../../src/core/context.ts';
import {expect} from '../../src/core/expect.ts';
import type {Facts} from '../../src/core/facts.ts';
import type {Exchange} from '../../src/wire/exchange.ts';

const words = {
  title: 'It works',
  level: 'MUST',
  requirement: 'area/1',
  problem: 'It did not work.',
  consequence: 'the user sees an error',
  fix: 'Mend it.',
} as const;

/** A check with everything filled in. */
export function aCheck(id: string, definition: Partial<CheckDefinition> = {}): Check {
  return defineCheck({...words, id, run: async () => {}, ...definition});
}

/** A rule that objects to nothing unless told to. */
export function aRule(id: string, definition: Partial<RuleDefinition> = {}): Rule {
  return defineRule({...words, id, on: 'VolumeDriver.*', judge: () => undefined, ...definition});
}

export const someFacts: Facts = {
  engine: '29',
  isManaged: false,
  implements: ['VolumeDriver'],
  handshake: {error: '', firstWords: ['VolumeDriver']},
  socketIsSymlink: false,
  targetForm: 'socket',
  addressKind: 'unix',
  canRestart: false,
  ownsProcess: false,
  isRoot: false,
  sandbox: {ready: false, reason: 'needs root'},
  mountNamespace: 'same',
};

/** A context for checks that call nothing. */
export function bareContext(): CheckContext {
  // the checks of these tests touch nothing else
  return {expect, facts: someFacts} as unknown as CheckContext;
}

/** An exchange as the wire records one. */
export function anExchange(changes: Partial<Exchange> = {}): Exchange {
  const body = {text: '{}', encoding: 'utf8', bytes: 2, truncated: false} as const;
  return {
    id: 1,
    method: 'VolumeDriver.Get',
    attempt: 1,
    probe: false,
    request: {verb: 'POST', path: '/VolumeDriver.Get', headers: [], body},
    response: {httpVersion: '1.1', status: 200, reason: 'OK', headers: [], body, complete: true},
    connection: {id: 1, reused: false, closedBy: null},
    timing: {startedAt: 0, sentMs: 0, firstByteMs: 0, totalMs: 0},
    error: null,
    ...changes,
  };
}

/** A session in which nothing happens to the plugin. */
export const quietSession = {
  pluginOutput: () => [],
  settle: async () => {},
  lostContact: () => false,
};
