import {inVersionRange} from '../../util/version-range.ts';
import type {MetricsFacts} from './engine.ts';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** What a release does with metrics plugins. */
export function metricsFacts(version: string): MetricsFacts {
  return {
    readsReply: inVersionRange(version, '<28.0'),
    contentType: inVersionRange(version, '>=26.0') ? `${TEXT}; escaping=underscores` : TEXT,
  };
}
