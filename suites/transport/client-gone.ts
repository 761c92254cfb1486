import {type CheckContext, defineCheck, hexId, isActivated} from '../../src/authoring.ts';
import {givenMount, givenVolume, unmountAfterwards} from '../volume/_given.ts';
import {call, expectAlive, harmlessCall, harmlessCallWithBody} from './_calls.ts';
import {pause} from './_pause.ts';

const dependsOn = ['transport.connection.many-requests'];
const needs = [isActivated];

export const duringCall = defineCheck({
  id: 'transport.client-gone.during-call',
  title: 'A client that leaves during a call does no harm to later calls',
  level: 'MUST',
  requirement: 'transport/36',
  problem: 'After a client had left during its call, the plugin served nothing any more.',
  consequence: 'when dockerd stops, or gives a call up after its time-out, the plugin must be restarted',
  fix: 'Finish or undo the work when the client is gone, and release every lock on that way too.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const {leave, lastsMs} = await interruptible(t);
    for (const abortAfterMs of [0, Math.min(5, lastsMs / 2)]) {
      const left = await leave(abortAfterMs);
      await expectAlive(t, 'a client that left', left);
      // what it left behind shows when the work is done
      await pause(lastsMs + GRACE_MS);
      await expectAlive(t, 'a client that left', left);
    }
  },
});

/** A plugin that hears late of a client that left. */
const GRACE_MS = 20;

/** A call to hang up on, and how long it takes when one does not: a Mount, or where there is none a harmless call. */
async function interruptible(t: CheckContext) {
  const options = (abortAfterMs: number) => ({abortAfterMs, freshConnection: true, probe: true});
  if (!t.facts.implements.includes('VolumeDriver')) {
    const usual = await call(t, harmlessCall(t));
    const leave = (abortAfterMs: number) => call(t, harmlessCall(t), options(abortAfterMs));
    return {leave, lastsMs: usual.exchange.timing.totalMs};
  }
  const volume = await givenVolume(t, 'left');
  const startedAt = performance.now();
  await givenMount(t, volume);
  const lastsMs = performance.now() - startedAt;
  const leave = (abortAfterMs: number) => {
    const mount = {Name: volume.name, ID: hexId(t.random)};
    unmountAfterwards(t, volume.name, mount.ID);
    return t.plugin.call('VolumeDriver.Mount', mount, options(abortAfterMs));
  };
  return {leave, lastsMs};
}

export const duringRequest = defineCheck({
  id: 'transport.client-gone.during-request',
  title: 'A client that leaves in the middle of its request does no harm',
  level: 'MUST',
  requirement: 'transport/36',
  problem: 'After a client had left in the middle of its request, the plugin served nothing any more.',
  consequence: 'a daemon that is killed while it sends takes the plugin with it',
  fix: 'Expect that reading a request fails, and go on accepting.',
  needs,
  dependsOn: ['transport.client-gone.during-call'],
  exclusive: true,
  async run(t) {
    const asked = harmlessCallWithBody(t);
    const slowly = {trickle: {bytes: 1, everyMs: 200}, timeoutMs: 60, freshConnection: true, probe: true};
    const left = await call(t, asked, slowly);
    await expectAlive(t, 'half a request', left);
  },
});
