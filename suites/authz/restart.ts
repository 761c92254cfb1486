import {canRestart, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {ask, documentOf, expectVerdict} from './_ask.ts';

const needs = [implementsDriver('authz')];
const dependsOn = ['authz.request.gives-verdict'];

export const withoutActivate = defineCheck({
  id: 'authz.restart.without-activate',
  title: 'After its own restart the plugin judges without another Plugin.Activate',
  level: 'MUST',
  requirement: 'authz/33',
  problem: 'The plugin was restarted and judged no more.',
  consequence:
    'the API is dead until dockerd itself is restarted: it activates an authorization plugin once in its life',
  fix: 'Serve AuthZReq and AuthZRes from the moment the socket is there.',
  needs: [...needs, canRestart],
  dependsOn,
  exclusive: true,
  async run(t) {
    await restart(t);
    const call = await ask(t, documentOf('GET', '/v1.41/version'));
    expectVerdict(t, call, 'GET /version after a restart');
  },
});
