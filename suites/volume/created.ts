import {defineCheck, defineRule, implementsDriver, memberOf} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {givenVolume, lookUp} from './_given.ts';
import {volumesIn} from './replies.ts';

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
    await pause(/[.,]\d{3}/.test(created) ? 5 : NEXT_SECOND_MS);
    const second = await lookUp(t, name);
    t.expect.equal(second.volume?.CreatedAt, created, 'CreatedAt', first.call, second.call);
  },
});

export const known = defineRule({
  id: 'volume.created.known',
  title: 'CreatedAt is a time that was set, or absent',
  level: 'MAY',
  requirement: 'volume/5',
  problem: 'The creation time of a volume is the zero of a time type.',
  consequence: '`docker volume inspect` shows `0001-01-01T00:00:00Z`',
  fix: 'Set CreatedAt when the volume is made.',
  on: ['VolumeDriver.Get', 'VolumeDriver.List'],
  judge(exchange) {
    const times = volumesIn(exchange).map(volume => memberOf(volume, 'CreatedAt'));
    if (!times.some(time => typeof time === 'string')) return 'skip';
    const zero = times.find(time => typeof time === 'string' && time.startsWith('0001-01-01T'));
    return zero === undefined ? undefined : {message: '', expected: 'when it was made', actual: String(zero)};
  },
});
