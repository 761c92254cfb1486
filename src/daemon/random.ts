import {randomBytes, randomInt} from 'node:crypto';

/** Things that Go keeps in maps. */
export type Walked =
  | 'mounts'
  | 'drivers'
  | 'references'
  | 'networks'
  | 'addresses'
  | 'ports'
  | 'subnets'
  | 'env';

/** What dockerd leaves to chance. A replay of a recording gives its own. */
export interface Random {
  /** 64 lower-case hex characters; the first 12 are never all digits (moby v28.5.2 pkg/stringid GenerateRandomID). */
  id(): string;
  /** The order in which Go walks through a map: any. `what` says which map it is. */
  shuffle<T>(items: readonly T[], what: Walked): T[];
}

/** Unpredictable ids and orders, as dockerd has them. */
export function createRandom(): Random {
  return {id: randomId, shuffle: shuffled};
}

function randomId(): string {
  for (;;) {
    const id = randomBytes(32).toString('hex');
    if (!/^\d{12}/.test(id)) return id;
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({item, rank: randomInt(2 ** 32)}))
    .sort((a, b) => a.rank - b.rank)
    .map(({item}) => item);
}
