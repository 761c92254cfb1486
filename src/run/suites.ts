import {policyChecks} from '../../suites/authz/policy.ts';
import {suites} from '../../suites/index.ts';
import type {Check, Rule} from '../core/check.ts';
import type {Policy} from '../core/policy.ts';
import type {Requirement} from '../core/requirement.ts';
import type {Suite} from '../core/suite.ts';

/** Suites of the user, for this process (`--suite`). */
const added: Suite[] = [];

/** Adds suites to those that plugtest has. */
export function addSuites(more: readonly Suite[]): void {
  added.push(...more);
}

function allSuites(): readonly Suite[] {
  return [...suites, ...added];
}

/** All checks and rules, in the order in which they run and are listed. */
export function allEntries(): readonly (Check | Rule)[] {
  return allSuites().flatMap(suite => suite.entries);
}

/** Of dockerd's words, that of plugins which can only be managed. */
export const MANAGED_WORDS: readonly string[] = ['MetricsCollector'];

/** Nothing is tested but what only a managed plugin can be. */
export function isManagedOnly(interfaces: readonly string[] | undefined): boolean {
  return interfaces?.every(name => name === 'metrics') ?? false;
}

/** The suites of these interfaces; transport always belongs, and handshake unless dockerd would not ask. A policy adds a check for each expectation. */
export function entriesOf(
  interfaces: readonly string[] | undefined,
  policy?: Policy,
): readonly (Check | Rule)[] {
  const wanted = (area: string) => interfaces === undefined || interfaces.includes(area);
  const common = (area: string) => area !== 'handshake' || !isManagedOnly(interfaces);
  return [
    ...allSuites()
      .filter(({word, area}) => (word === undefined ? common(area) : wanted(area)))
      .flatMap(suite => suite.entries),
    ...(policy !== undefined && wanted('authz') ? policyChecks(policy) : []),
  ];
}

/** Areas that can be named with `--interface`. */
export function interfaceNames(): readonly string[] {
  return allSuites()
    .filter(suite => suite.word !== undefined)
    .map(suite => suite.area);
}

/** The requirement behind a key such as `volume/13`; undefined for an unknown key. */
export function requirementOf(key: string): Requirement | undefined {
  const [area, number] = key.split('/');
  const suite: Suite | undefined = allSuites().find(one => one.requirementArea === area);
  return suite?.requirements[Number(number)];
}

/** Sources of one or several requirements, each once. */
export function sourcesOf(requirement: string | readonly string[]): readonly string[] {
  const keys = [requirement].flat();
  return [...new Set(keys.flatMap(key => requirementOf(key)?.source ?? []))];
}
