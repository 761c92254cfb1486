import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {givenNetwork} from './_given.ts';
import {attachAndDetach} from './_story.ts';

/** More than a driver has of what it counts in six bits, and of what it counts in eight where it is quick. */
const LEAST = 64;
const MOST = 257;
const ENOUGH_MS = 1000;
/** Slow drivers are tried with fewer. */
const LONGEST_MS = 20_000;

export const takesBack = defineCheck({
  id: 'network.delete-endpoint.takes-back',
  title: 'Containers that come and go one after the other do not use anything up',
  level: 'MUST',
  requirement: ['network/37', 'network/27'],
  problem: 'After some containers had come and gone no further one could be attached.',
  consequence: 'the network serves for days and then takes no container any more, though it has none',
  fix: 'Give numbers, names and addresses back in DeleteEndpoint.',
  needs: [implementsDriver('NetworkDriver')],
  dependsOn: ['network.delete-endpoint.frees-address'],
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    const network = await givenNetwork(t);
    const address = await network.nextAddress();
    const startedAt = performance.now();
    const goesOn = (limitMs: number) => performance.now() - startedAt < limitMs;
    let round = 0;
    while (round < MOST && goesOn(round < LEAST ? LONGEST_MS : ENOUGH_MS)) {
      await attachAndDetach(t, network, {address});
      round += 1;
    }
    t.log(`${round} containers, one after the other`);
  },
});
