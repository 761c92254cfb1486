import {defineCheck, isActivated} from '../../src/authoring.ts';
import {blockedIfSilent, call, outcomeOf, tellingCall} from './_calls.ts';

/** What engines have sent over unix sockets (transport.md 4.2; the escaped path: moby#19938). */
const HOSTS = [
  {host: '', engines: 'engines before 20.10.26, 23.0.7 and 24.0.5 send an empty Host'},
  {host: 'plugin.moby.localhost', engines: 'engines from 20.10.26, 23.0.7 and 24.0.5 on send this Host'},
];

export const everyEngine = defineCheck({
  id: 'transport.host.of-every-engine',
  title: 'The Host headers of all engines are accepted: an empty one, and a name that is not of this host',
  level: 'MUST',
  requirement: 'transport/14',
  problem: 'The plugin refused a request for its Host header.',
  consequence: 'with those engines every call fails with `400 Bad Request` or the like',
  fix: 'Do not look at Host; switch off the check of allowed hosts for the socket.',
  needs: [isActivated],
  dependsOn: ['transport.connection.many-requests'],
  async run(t) {
    if (t.facts.addressKind !== 'unix') t.notApplicable('on TCP the Host is that of the address');
    const harmless = await tellingCall(t);
    const usual = await call(t, harmless);
    for (const {host, engines} of HOSTS) {
      const other = await call(t, harmless, {headers: {Host: host}, freshConnection: true, probe: true});
      await blockedIfSilent(t, harmless, other);
      t.expect.ok(
        outcomeOf(other) === outcomeOf(usual),
        {
          expected: `Host "${host}" changes nothing: ${outcomeOf(usual)} (${engines})`,
          actual: outcomeOf(other),
        },
        usual,
        other,
      );
    }
  },
});
