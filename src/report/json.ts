import type {CheckResult} from '../core/events.ts';
import {type CollectedRun, collect} from './collect.ts';
import {type Reporter, showsExchanges, type Trace} from './reporter.ts';

/** The report file of design 4: one object, validated by `schemas/report.schema.json`. */
export const json: Reporter = async (events, out, {trace}) => {
  const run = await collect(events);
  if (run) out.write(`${JSON.stringify(reportFile(run, trace), null, 2)}\n`);
};

function reportFile(run: CollectedRun, trace: Trace) {
  const {info, end} = run;
  return {
    schemaVersion: 1,
    plugtest: {version: info.plugtest},
    engine: info.engine,
    target: info.target,
    plugin: run.plugin,
    startedAt: info.startedAt,
    durationMs: end.durationMs,
    seed: info.seed,
    level: info.level,
    ...(info.shard === undefined ? {} : {shard: info.shard}),
    summary: end.summary,
    exitCode: end.exitCode,
    ...(end.aborted === undefined ? {} : {aborted: end.aborted}),
    results: run.results.map(result => withoutHidden(result, trace)),
    warnings: run.warnings,
    notes: run.notes,
    leaks: end.leaks,
  };
}

function withoutHidden(result: CheckResult, trace: Trace): CheckResult {
  return showsExchanges(result, trace) ? result : {...result, exchanges: [], repro: ''};
}
