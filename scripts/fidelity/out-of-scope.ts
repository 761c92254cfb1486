import type {Recording} from './recording/events.ts';

/** Scenarios that the model does not claim to match, with the reason: none at present. They are printed, and count as not matched. */
const scenarios: Readonly<Record<string, string>> = {};

/** Areas that the model does not speak yet. */
const areas: Readonly<Record<string, string>> = {
  managed: 'managed plugins are not modelled yet',
};

/** Why a scenario is left out; null when it has to match. `<engine>/<name>` is more exact than `<name>`. */
export function outOfScope(recording: Pick<Recording, 'engine' | 'name' | 'area'>): string | null {
  const {engine, name} = recording;
  return scenarios[`${engine}/${name}`] ?? scenarios[name] ?? areaOutOfScope(recording);
}

/** Why nothing of a scenario's area is even played; null when the model speaks it. */
export function areaOutOfScope({area}: Pick<Recording, 'area'>): string | null {
  return areas[area] ?? null;
}
