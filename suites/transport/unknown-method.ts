import {type CheckContext, defineCheck, describeOutcome, isActivated} from '../../src/authoring.ts';
import {call, harmlessCall} from './_calls.ts';

const dependsOn = ['transport.connection.many-requests'];
const needs = [isActivated];

/** A method that no engine has, under an interface that the plugin serves. */
function callUnknown(t: CheckContext) {
  const {method} = harmlessCall(t);
  const unknown = `${method.slice(0, method.indexOf('.'))}.PlugtestUnknown`;
  return t.plugin.call(unknown, {}, {probe: true});
}

export const answered = defineCheck({
  id: 'transport.unknown-method.is-answered',
  title: 'A method that the plugin does not know is answered, and the next call is served',
  level: 'MUST',
  requirement: 'transport/29',
  problem: 'The plugin gave no answer to a method that it does not know.',
  consequence:
    'dockerd asks for optional methods, newer engines for more of them: each costs 15 seconds or hangs, where a 404 would be taken for "not offered"',
  fix: 'Answer paths that you do not serve with 404 and an `Err`.',
  needs,
  dependsOn,
  async run(t) {
    const unknown = await callUnknown(t);
    t.expect(unknown).toAnswer();
    t.expect(await call(t, harmlessCall(t))).toAnswer();
  },
});

export const is404 = defineCheck({
  id: 'transport.unknown-method.is-404',
  title: 'A method that the plugin does not know gets status 404',
  level: 'SHOULD',
  requirement: 'transport/29',
  problem: 'The plugin did not say with 404 that it does not know a method.',
  consequence:
    'dockerd takes 404 for "not offered"; another error can make a command fail on a newer engine, and a success means work that was never done',
  fix: 'Answer paths that you do not serve with status 404.',
  needs,
  dependsOn: ['transport.unknown-method.is-answered'],
  async run(t) {
    const unknown = await callUnknown(t);
    const {response} = unknown.exchange;
    const isNotFound = response?.status === 404 || response?.status === 405 || response?.status === 501;
    t.expect.ok(isNotFound, {expected: 'status 404', actual: describeOutcome(unknown)}, unknown);
  },
});
