import {inVersionRange} from '../../util/version-range.ts';
import type {LoggingFacts} from './engine.ts';

/** What a release does with log drivers. */
export function loggingFacts(version: string): LoggingFacts {
  return {
    refusesCapabilities: inVersionRange(version, '>=28.0.2'),
    sendsLocalTimes: inVersionRange(version, '<29.4'),
    tellsStopErrors: inVersionRange(version, '>=29.3'),
  };
}
