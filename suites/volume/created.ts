import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {givenVolume, lookUp} from './_given.ts';

/** Longer than a second, for times without fractions. */
const NEXT_SECOND_MS = 1050;

export const createdAtStable = defineCheck({
  id: 'volume.created.stable',
  title: 'CreatedAt stays as it is while nothing happens to the volume',
  level: 'SHOULD',
  requirement: 'volume/5',
  problem: 'The creation time of a volume changes each time it is asked for.',
  consequence: '`docker volume inspect` shows another `CreatedAt` each time',
  fix: 'Keep the time of the creation, or leave CreatedAt out.',
  needs: [implementsDriver('VolumeDriver')],
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const {name} = await givenVolume(t, 'born');
    const first = await lookUp(t, name);
    const created = first.volume?.CreatedAt ?? '';
    if (created === '' || created.startsWith('0001-')) t.notApplicable('the plugin tells no CreatedAt');
    // a time without fractions can change only with the next second
    await new Promise(resolve => setTimeout(resolve, /[.,]\d{3}/.test(created) ? 5 : NEXT_SECOND_MS));
    const second = await lookUp(t, name);
    t.expect.equal(second.volume?.CreatedAt, created, 'CreatedAt', first.call, second.call);
  },
});
