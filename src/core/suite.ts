import type {Check, Rule} from './check.ts';
import type {Requirements} from './requirement.ts';

/** The checks of one area of the protocol. */
export interface Suite {
  /** First part of its ids: `volume`. */
  readonly area: string;
  /** Word of Plugin.Activate that makes it apply; undefined: applies to every plugin. */
  readonly word: string | undefined;
  /** Area of its requirement keys, where that is another than its own (handshake and transport share one). */
  readonly requirementArea: string;
  readonly requirements: Requirements;
  readonly entries: readonly (Check | Rule)[];
}

/** A module of checks: named exports; helpers may stand among them. */
type Module = Readonly<Record<string, unknown>>;

/** Gathers the checks and rules that modules export, in the order of the modules and, within one, of their requirements. */
export function defineSuite(suite: {
  readonly area: string;
  readonly word?: string;
  readonly requirementArea?: string;
  readonly requirements: Requirements;
  readonly modules: readonly Module[];
}): Suite {
  const {area, word, requirements, modules} = suite;
  const entries = modules.flatMap(module => Object.values(module).filter(isEntry).sort(byRequirement));
  return Object.freeze({area, word, requirementArea: suite.requirementArea ?? area, requirements, entries});
}

function isEntry(value: unknown): value is Check | Rule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'check' || value.kind === 'rule')
  );
}

function byRequirement(one: Check | Rule, other: Check | Rule): number {
  return numberOf(one) - numberOf(other) || (one.id < other.id ? -1 : 1);
}

function numberOf(entry: Check | Rule): number {
  const key = [entry.requirement].flat()[0] ?? '';
  return Number(key.slice(key.indexOf('/') + 1));
}
