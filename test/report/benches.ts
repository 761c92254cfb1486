import type {BenchReport, Latency} from '../../src/bench/report.ts';

const latency = (p50Ms: number, samples = 500): Latency => ({
  samples,
  p50Ms,
  p90Ms: p50Ms * 2,
  p99Ms: p50Ms * 5,
  maxMs: p50Ms * 40,
});

/** A benchmark with fixed figures: everything that a report may have to show. */
export const bench: BenchReport = {
  kind: 'plugtest-bench',
  schemaVersion: 1,
  plugtest: {version: '0.1.0'},
  engine: '29',
  target: {form: 'socket', address: '/run/docker/plugins/data.sock'},
  plugin: {name: 'data', implements: ['VolumeDriver']},
  startedAt: '2026-01-02T03:04:05.006Z',
  durationMs: 12_345,
  seed: 7,
  settings: {samples: 500, durationMs: 1000, concurrency: [1, 64], objects: [10, 1000]},
  calls: [
    {method: 'VolumeDriver.Create', ...latency(1.5), errors: 0},
    {method: 'VolumeDriver.Get', ...latency(0.25), errors: 0},
    {
      method: 'VolumeDriver.Mount',
      ...latency(0, 0),
      errors: 10,
      firstError: 'VolumeDriver.Mount: no <b>device</b>\u001b[31m',
    },
  ],
  throughput: [
    {what: 'VolumeDriver.Get', concurrency: 1, perSecond: 3300.4, ...latency(0.3), errors: 0},
    {what: 'VolumeDriver.Create … Remove', concurrency: 64, perSecond: 7.25, ...latency(99.5), errors: 3},
  ],
  growth: [
    {method: 'VolumeDriver.Get', objects: 'volumes', count: 10, ...latency(0.25), errors: 0},
    {method: 'VolumeDriver.List', objects: 'volumes', count: 10, ...latency(0.5), errors: 0},
    {method: 'VolumeDriver.Get', objects: 'volumes', count: 1000, ...latency(12.5), errors: 0},
    {method: 'VolumeDriver.List', objects: 'volumes', count: 1000, ...latency(50), errors: 0},
  ],
  notes: ['10000 volumes were not reached: 1000 were made within 20 s (--duration)'],
  leaks: [
    {what: 'volumes', name: 'plugtest-0007-bench-3', command: 'docker volume rm plugtest-0007-bench-3'},
  ],
  exitCode: 1,
};
