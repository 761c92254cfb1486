import {engineNamed} from '../daemon/engines/engines.ts';
import {endingSignal} from '../run/ending.ts';
import {Interruption, type RunOptions} from '../run/options.ts';
import {openTarget} from '../target/open-target.ts';
import {version} from '../version.ts';
import {type Measured, measureTarget} from './on-target.ts';
import type {BenchReport, BenchSettings} from './report.ts';

/** What is measured, on which plugin; all but the settings as for a run. */
export interface BenchOptions
  extends Pick<
    RunOptions,
    | 'target'
    | 'command'
    | 'pluginDir'
    | 'interfaces'
    | 'callTimeoutMs'
    | 'timeoutMs'
    | 'volumeOpts'
    | 'networkOpts'
    | 'ipamOpts'
    | 'journal'
    | 'signal'
  > {
  readonly engine: string;
  readonly seed: number;
  readonly settings: BenchSettings;
  readonly progress: (what: string) => void;
}

/**
 * Measures a plugin with the calls that dockerd makes, and removes what it made.
 *
 * @throws UsageError for wrong options or a plugin without an interface that can be measured; UnreachableError.
 */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const startedAt = new Date();
  const ending = endingSignal(options.signal, options.timeoutMs);
  const engine = engineNamed(options.engine);
  const {target: place, command, pluginDir} = options;
  try {
    const target = await openTarget(place, {engine: engine.name, command, pluginDir, signal: ending.signal});
    try {
      const {words, found} = await measureTarget({options, target, signal: ending.signal});
      return {
        kind: 'plugtest-bench',
        schemaVersion: 1,
        plugtest: {version},
        engine: engine.name,
        target: {form: target.form, address: target.printable},
        plugin: {name: target.name, implements: words},
        startedAt: startedAt.toISOString(),
        durationMs: Date.now() - startedAt.getTime(),
        seed: options.seed,
        settings: options.settings,
        ...found,
        ...endOf(ending.signal, found),
      };
    } finally {
      await target.control?.dispose();
    }
  } finally {
    ending.clear();
  }
}

function endOf(
  signal: AbortSignal,
  {calls, throughput, growth}: Measured,
): Pick<BenchReport, 'exitCode' | 'aborted'> {
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    return reason instanceof Interruption
      ? {exitCode: reason.exitCode, aborted: reason.message}
      : {exitCode: 1, aborted: String(reason)};
  }
  const isFlawless = [...calls, ...throughput, ...growth].every(({errors}) => errors === 0);
  return {exitCode: isFlawless && calls.length > 0 ? 0 : 1};
}
