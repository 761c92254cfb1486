import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {RecordedEvent, Recording} from './events.ts';

/** Which recordings are wanted; a missing filter takes all. */
export interface Wanted {
  /** The name of its folder, or the beginning of that: `26.1` takes `26.1.5`. */
  readonly engine?: string;
  readonly area?: string;
  /** `*` stands for any characters; matched against `volume-create`. */
  readonly scenario?: string;
}

/** Reads the recordings below `folder` (`<engine>/<area>-<scenario>.ndjson`), sorted by engine and name. */
export function loadRecordings(folder: string, wanted: Wanted = {}): Recording[] {
  const engines = readdirSync(folder, {withFileTypes: true})
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .filter(name => wanted.engine === undefined || `${name}.`.startsWith(`${wanted.engine}.`))
    .sort();
  return engines.flatMap(engine => loadEngine(join(folder, engine), engine, wanted));
}

function loadEngine(folder: string, engine: string, wanted: Wanted): Recording[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.ndjson'))
    .map(file => file.slice(0, -'.ndjson'.length))
    .filter(name => wanted.area === undefined || areaOf(name) === wanted.area)
    .filter(name => wanted.scenario === undefined || matchesGlob(name, wanted.scenario))
    .sort()
    .map(name => ({
      engine,
      area: areaOf(name),
      name,
      events: readEvents(join(folder, `${name}.ndjson`)),
    }));
}

function readEvents(file: string): RecordedEvent[] {
  try {
    return parseEvents(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is no recording: ${error instanceof Error ? error.message : error}`);
  }
}

/** The lines of one recording. */
export function parseEvents(text: string): RecordedEvent[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      // the recorder wrote it; a line of another shape shows as a difference, not as an error
      const event = JSON.parse(line) as RecordedEvent;
      return event;
    });
}

/** The part of a scenario's name before the first dash. */
export function areaOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('-'))) || name;
}

function matchesGlob(name: string, glob: string): boolean {
  const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^(?:[a-z]+-)?(?:${pattern})$`).test(name) || new RegExp(`^${pattern}$`).test(name);
}
