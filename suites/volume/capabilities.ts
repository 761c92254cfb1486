import {defineCheck, defineRule, implementsDriver, memberOf} from '../../src/authoring.ts';
import {replyOf} from './replies.ts';

const needs = [implementsDriver('VolumeDriver')];
const on = 'VolumeDriver.Capabilities';

export const answers = defineCheck({
  id: 'volume.capabilities.answers',
  title: 'Capabilities is answered, be it with 404',
  level: 'MUST',
  requirement: ['volume/48', 'volume/56'],
  problem: 'The plugin did not answer the question for its scope.',
  consequence:
    'dockerd asks when it first uses the driver and while it holds the lock of all volumes: every volume command of the engine hangs up to a minute',
  fix: 'Answer Capabilities, or answer 404 to methods that are not implemented.',
  needs,
  async run(t) {
    t.expect(await t.plugin.call(on)).toAnswer();
  },
});

export const quick = defineCheck({
  id: 'volume.capabilities.quick',
  title: 'Capabilities is answered within a second',
  level: 'SHOULD',
  requirement: 'volume/48',
  problem: 'The plugin took its time to tell its scope.',
  consequence: 'dockerd holds the lock of all volumes meanwhile: `docker volume ls` and `docker run` wait',
  fix: 'Answer a constant; do not ask the back end.',
  needs,
  dependsOn: ['volume.capabilities.answers'],
  // other calls at one time would count into it
  exclusive: true,
  async run(t) {
    const asked = await t.plugin.call(on);
    const ms = Math.round(asked.exchange.timing.totalMs);
    t.expect.ok(ms < 1000, {expected: 'an answer within 1000 ms', actual: `${ms} ms`}, asked);
  },
});

export const implemented = defineCheck({
  id: 'volume.capabilities.implemented',
  title: 'Capabilities is implemented',
  level: 'MAY',
  requirement: 'volume/48',
  problem: 'Capabilities is not implemented.',
  consequence:
    'dockerd takes the scope for local and asks again with nearly every operation: one more call each time',
  fix: 'Answer `{"Capabilities": {"Scope": "local"}}`, or `global` where all hosts see the same volumes.',
  needs,
  dependsOn: ['volume.capabilities.answers'],
  async run(t) {
    t.expect(await t.plugin.call(on)).toSucceed();
  },
});

export const shape = defineRule({
  id: 'volume.capabilities.shape',
  title: 'Capabilities is an object with a string in Scope',
  level: 'SHOULD',
  requirement: 'volume/50',
  problem: 'dockerd cannot read what the plugin says of its scope.',
  consequence: 'the scope is taken for local, and dockerd asks again with nearly every operation',
  fix: 'Answer `{"Capabilities": {"Scope": "local"}}`.',
  on,
  judge(exchange) {
    const reply = replyOf(exchange);
    if (reply === undefined) return 'skip';
    const value = memberOf(reply, 'Capabilities') ?? null;
    if (value !== null && (typeof value !== 'object' || Array.isArray(value)))
      return {message: '', expected: 'Capabilities is an object', actual: JSON.stringify(value)};
    const scope = memberOf(value, 'Scope') ?? '';
    if (typeof scope === 'string') return undefined;
    return {message: '', expected: 'Scope is a string', actual: JSON.stringify(scope)};
  },
});

export const scope = defineRule({
  id: 'volume.capabilities.scope',
  title: 'Scope is local or global',
  level: 'SHOULD',
  requirement: 'volume/49',
  problem: 'dockerd does not know the scope that the plugin names.',
  consequence: 'the log says `Volume driver returned an invalid scope`, and the scope is taken for local',
  fix: 'Say `local` or `global`, in any case of letters, without spaces.',
  on,
  judge(exchange) {
    const word = memberOf(memberOf(replyOf(exchange), 'Capabilities'), 'Scope');
    if (typeof word !== 'string' || word === '') return 'skip';
    if (['local', 'global'].includes(word.toLowerCase())) return undefined;
    return {message: '', expected: 'local or global', actual: `"${word}"`};
  },
});
