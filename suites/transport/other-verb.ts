import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {createArguments, removeAfterwards} from '../volume/_given.ts';
import type {GetReply} from '../volume/_replies.ts';

export const performsNothing = defineCheck({
  id: 'transport.other-verb.performs-nothing',
  title: 'Only POST carries a call out',
  level: 'MAY',
  requirement: 'transport/30',
  problem: 'A call was carried out by another HTTP method than POST.',
  consequence: 'a redirect, a proxy or a browser that repeats a GET can make and remove volumes',
  fix: 'Serve POST only; answer others with 405.',
  needs: [implementsDriver('VolumeDriver')],
  dependsOn: ['transport.connection.many-requests'],
  async run(t) {
    for (const verb of ['GET', 'PUT', 'DELETE']) {
      const name = t.unique(verb.toLowerCase());
      removeAfterwards(t, name);
      const options = {verb, probe: true, freshConnection: true} as const;
      const made = await t.plugin.call('VolumeDriver.Create', createArguments(t, name), options);
      const got = await t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name}, {probe: true});
      t.expect.ok(
        !(got.ok && got.reply?.Volume?.Name === name),
        {expected: `${verb} /VolumeDriver.Create creates nothing`, actual: `the volume ${name} exists`},
        made,
        got,
      );
    }
  },
});
