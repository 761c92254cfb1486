import {canRestart, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import type {CapabilitiesReply} from './_replies.ts';

const needs = [implementsDriver('NetworkDriver')];
const refusal = '`could not resolve driver <name> in registry` for every use, until dockerd is restarted';

export const answers = defineCheck({
  id: 'network.get-capabilities.answers',
  title:
    'GetCapabilities is answered with 200 and a JSON object, though its body is empty and has no Content-Type',
  level: 'MUST',
  requirement: ['network/2', 'network/14'],
  problem: 'The driver could not be registered.',
  consequence: refusal,
  fix: 'Answer POST /NetworkDriver.GetCapabilities with 200 and `{"Scope": "local"}`; ask for no body and no Content-Type.',
  needs,
  async run(t) {
    t.expect(await t.plugin.call('NetworkDriver.GetCapabilities')).toSucceed();
  },
});

export const constant = defineCheck({
  id: 'network.get-capabilities.constant',
  title: 'Activate and GetCapabilities give the same answers whenever they are asked',
  level: 'MUST',
  requirement: 'network/6',
  problem: 'Asked again, the driver described itself differently.',
  consequence:
    'each start of dockerd, and swarm twice in one start, asks again: networks made before are treated by the new scope',
  fix: 'Answer both calls from constants.',
  needs,
  dependsOn: ['network.get-capabilities.answers'],
  exclusive: true,
  async run(t) {
    const seen: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const hello = await t.plugin.call('Plugin.Activate', undefined, {freshConnection: true});
      const call = await t.plugin.call<CapabilitiesReply>('NetworkDriver.GetCapabilities');
      t.expect(call).toSucceed();
      const {Scope = '', ConnectivityScope = '', GwAllocChecker = false} = call.reply ?? {};
      seen.push(JSON.stringify([hello.reply?.['Implements'], Scope, ConnectivityScope, GwAllocChecker]));
    }
    const [first] = seen;
    t.expect.ok(
      seen.every(each => each === first),
      {
        expected: `each time ${first}`,
        actual: seen.join(', then '),
      },
    );
  },
});

export const rightAfterStart = defineCheck({
  id: 'network.get-capabilities.right-after-start',
  title: 'A plugin that has just started gives the right answer to the first GetCapabilities',
  level: 'MUST',
  requirement: 'network/5',
  problem: 'The first GetCapabilities after the start was refused.',
  consequence: `dockerd never asks a second time: ${refusal}`,
  fix: 'Bind the socket when the driver is ready, not before.',
  needs: [...needs, canRestart],
  dependsOn: ['network.get-capabilities.constant'],
  exclusive: true,
  async run(t) {
    await restart(t);
    await t.plugin.call('Plugin.Activate', undefined, {freshConnection: true});
    const call = await t.plugin.call<CapabilitiesReply>('NetworkDriver.GetCapabilities');
    t.expect(call).toSucceed();
    const later = await t.plugin.call<CapabilitiesReply>('NetworkDriver.GetCapabilities');
    t.expect.equal(call.reply?.Scope, later.reply?.Scope, 'the first Scope', call, later);
  },
});
