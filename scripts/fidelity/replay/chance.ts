import {createRandom, type Random} from '../../../src/daemon/random.ts';

/** dockerd's chance, one way of it per attempt: as it came, the other way round, then any. */
export interface Chance extends Random {
  /** True when an order mattered. */
  wasTaken(): boolean;
}

/** The same attempt gives the same orders. */
export function createChance(attempt: number): Chance {
  const {id} = createRandom();
  let taken = false;
  let state = attempt;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return {
    id,
    wasTaken: () => taken,
    shuffle(items) {
      if (items.length > 1) taken = true;
      if (attempt === 0) return [...items];
      if (attempt === 1) return [...items].reverse();
      return items
        .map(item => ({item, rank: next()}))
        .sort((a, b) => a.rank - b.rank)
        .map(({item}) => item);
    },
  };
}
