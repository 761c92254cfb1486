import type {Recording} from './recording/events.ts';

/** Scenarios that the model does not claim to match, with the reason. They are printed, and count as not matched. */
const scenarios: Readonly<Record<string, string>> = {
  '26.1.5/authz-slow':
    'a call and the answer of the one before meet in one instant, so that another connection may be free',
  '26.1.5/authz-reads':
    'the recording holds the beginning of one answer only, so that it cannot be given again',
  'authz-json-body-sizes':
    'the recording holds the beginning of its bodies only, so that they cannot be sent again',
  'authz-parallel':
    'how many of ten commands ask at the same instant, and so how many connections there are, is chance',
  'authz-run-detached-exec-attach-logs':
    'requests of commands that were killed end among those of the next ones, by chance before or after them',
  'authz-reload': 'the list of authorization plugins is not read anew on SIGHUP yet',
};

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
