import type {CreateDocker} from '../../src/daemon/docker.ts';
import type {Random} from '../../src/daemon/random.ts';
import {compare} from './compare/compare.ts';
import type {Difference} from './compare/difference.ts';
import {areaOutOfScope, outOfScope} from './out-of-scope.ts';
import type {Recording} from './recording/events.ts';
import {createChance} from './replay/chance.ts';
import {play} from './replay/play.ts';

/** What became of one scenario. */
export interface Judgement {
  readonly engine: string;
  readonly area: string;
  readonly name: string;
  readonly differences: readonly Difference[];
  /** False where the whole area is out of scope. */
  readonly wasPlayed: boolean;
  /** Why it need not match; null when it has to. */
  readonly excuse: string | null;
}

/** Plays one recording with the model and compares. Scenarios of areas that are out of scope are not even played. */
export async function judge(recording: Recording, createDocker: CreateDocker): Promise<Judgement> {
  const {engine, area, name} = recording;
  const excuse = outOfScope(recording);
  if (areaOutOfScope(recording) !== null) {
    return {engine, area, name, differences: [], wasPlayed: false, excuse};
  }
  const differences = await leastDifferences(recording, createDocker);
  return {engine, area, name, differences, wasPlayed: true, excuse};
}

/** dockerd walks through some things in any order: one of its orders has to give the recording. */
async function leastDifferences(recording: Recording, createDocker: CreateDocker): Promise<Difference[]> {
  let least: Difference[] | null = null;
  for (let attempt = 0; attempt < mostOrders; attempt++) {
    const chance = createChance(attempt);
    const differences = await attemptOnce(recording, createDocker, chance);
    if (least === null || differences.length < least.length) least = differences;
    if (differences.length === 0 || !chance.wasTaken()) break;
  }
  return least ?? [];
}

/** A replay that breaks down is a difference too: the others go on. */
async function attemptOnce(
  recording: Recording,
  createDocker: CreateDocker,
  chance: Random,
): Promise<Difference[]> {
  try {
    return compare(await play(recording, createDocker, chance));
  } catch (error) {
    return [{phase: '(replay)', what: 'trouble', expected: 'none', got: String(error)}];
  }
}

/** So many orders are tried. */
const mostOrders = 8;
