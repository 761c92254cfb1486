import {type Call, type CheckContext, type Docker, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';

/** What every check of a metrics collector needs. */
export const needs = [implementsDriver('MetricsCollector')];

/** A plugin that asks more rarely than this can not be watched. */
export const WATCH_MS = 3000;

export function startMetrics(t: CheckContext): Promise<Call> {
  return t.plugin.call('MetricsCollector.StartMetrics');
}

export function stopMetrics(t: CheckContext): Promise<Call> {
  return t.plugin.call('MetricsCollector.StopMetrics');
}

/** A daemon in which the plugin is enabled; it is told to stop after the check. */
export async function givenEnabled(
  t: CheckContext,
  metrics: 'needed' | 'wanted' = 'wanted',
): Promise<Docker> {
  const docker = await t.docker({metrics});
  t.cleanup(() => t.plugin.call('MetricsCollector.StopMetrics', undefined, {probe: true}));
  await docker.metrics.enable(t.plugin.name);
  return docker;
}

/** The same, and the plugin has been seen to ask for the metrics; blocked where StartMetrics failed. */
export async function givenCollecting(t: CheckContext, requests = 1): Promise<Docker> {
  // what earlier checks began must not be taken for what this one begins
  if (t.facts.canRestart) await restart(t);
  const docker = await givenEnabled(t, 'needed');
  const [complaint] = complaints(docker);
  if (complaint !== undefined) t.blocked('metrics.start-metrics.succeeds', complaint);
  if (!(await docker.metrics.nextRequests(requests, WATCH_MS))) {
    t.untestable(
      `the plugin made ${docker.metrics.requests().length} requests to the metrics socket within ${WATCH_MS / 1000} s of StartMetrics: it may ask rarely, or only when it is asked itself; let it ask at least once a second for the test`,
    );
  }
  return docker;
}

/** What the daemon wrote into its log about metrics plugins. */
export function complaints(docker: Docker): readonly string[] {
  return docker.log.filter(({message}) => /metrics/.test(message)).map(({message}) => message);
}
