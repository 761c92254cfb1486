/** Names that carry the run's seed: `plugtest-4f2a-data-1`. Of `[a-z0-9-]`, which every known plugin takes. */
export class Names {
  readonly prefix: string;
  #count = 0;

  constructor(seed: number) {
    this.prefix = `plugtest-${seed.toString(16).padStart(4, '0')}`;
  }

  /** A name not given before in this run, at most 40 characters for words up to 15. */
  unique(word: string): string {
    this.#count += 1;
    return `${this.prefix}-${word}-${this.#count}`;
  }
}

/** 64 lower-case hex characters, as dockerd's mount ids and anonymous names, from the run's random source. */
export function hexId(random: () => number): string {
  let id = '';
  while (id.length < 64) {
    id += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  // dockerd never makes an id whose first twelve characters are all digits (pkg/stringid GenerateRandomID)
  return /^\d{12}/.test(id) ? `a${id.slice(1)}` : id;
}

/** Mulberry32: small, seeded, good enough for names and shuffles. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
