import type {Engine} from './engine.ts';
import {loggingFacts} from './logging.ts';
import {metricsFacts} from './metrics.ts';

/** Facts that follow from the release's number alone. */
export type FactsByVersion = Pick<Engine, 'logging' | 'metrics'>;

/** What a release does, where its number says it. */
export function factsByVersion(version: string): FactsByVersion {
  return {logging: loggingFacts(version), metrics: metricsFacts(version)};
}
