import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {runBench} from '../../bench/bench.ts';
import type {BenchSettings} from '../../bench/report.ts';
import {measured} from '../../bench/workloads/index.ts';
import {Interruption} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import {openBenchReports} from '../bench/reports.ts';
import type {CommandAction} from '../command.ts';
import {abortOnSignals} from '../interruption.ts';
import type {OptionValues} from '../option-values.ts';
import {onlyPluginDir} from '../plugin-dir.ts';
import {stateFolder} from '../state-folder.ts';

/** `plugtest bench`: measures a plugin and writes all reports. */
export const benchCommand: CommandAction = async ({positionals, options, rest}) => {
  const pluginDir = onlyPluginDir(options);
  const wanted = interfacesOf(options);
  const settings = settingsOf(options);
  const engine = oneEngine(options);
  const reports = openBenchReports(options.list('reporter'));
  const {signal, release} = abortOnSignals((message, exitCode) => new Interruption(message, exitCode));
  try {
    const report = await runBench({
      target: positionals[0] ?? '',
      engine,
      settings,
      signal,
      progress: reports.progress,
      seed: options.number('seed') ?? Math.floor(Math.random() * 0x1_0000),
      callTimeoutMs: options.number('call-timeout') ?? 10_000,
      timeoutMs: options.number('timeout') ?? 600_000,
      volumeOpts: options.pairs('volume-opt'),
      networkOpts: options.pairs('network-opt'),
      ipamOpts: options.pairs('ipam-opt'),
      journal: {
        file: join(stateFolder(), 'journals', `${randomUUID()}.jsonl`),
        ownerPid: process.pid,
        workingFolder: process.cwd(),
      },
      ...(wanted.length > 0 && {interfaces: wanted}),
      ...(pluginDir !== undefined && {pluginDir}),
      ...(rest && {command: rest}),
    });
    reports.write(report);
    return report.exitCode;
  } finally {
    reports.clear();
    release();
  }
};

function interfacesOf(options: OptionValues): readonly string[] {
  const wanted = options.list('interface');
  const unknown = wanted.find(name => !measured.some(known => known === name));
  if (unknown === undefined) return wanted;
  throw new UsageError(`--interface ${unknown} can't be measured: expected ${measured.join(', ')}`);
}

function oneEngine(options: OptionValues): string {
  const engine = options.text('engine') ?? '29';
  if (engine !== 'all' && !engine.includes(',')) return engine;
  throw new UsageError(`a benchmark acts as one engine, got "${engine}"`);
}

function settingsOf(options: OptionValues): BenchSettings {
  return {
    samples: options.number('samples') ?? 500,
    durationMs: options.number('duration') ?? 1000,
    concurrency: numbersIn(options, 'concurrency', 1000),
    objects: numbersIn(options, 'objects', 1_000_000).filter(count => count > 0),
  };
}

function numbersIn(options: OptionValues, name: string, most: number): readonly number[] {
  const words = (options.text(name) ?? '').split(',');
  const numbers = words.map(word => (/^\d{1,7}$/.test(word.trim()) ? Number(word) : Number.NaN));
  const least = name === 'objects' ? 0 : 1;
  if (numbers.every(number => number >= least && number <= most))
    return [...new Set(numbers)].sort((a, b) => a - b);
  throw new UsageError(
    `--${name} expects whole numbers from ${least} to ${most} with commas between them, got "${words.join(',')}"`,
  );
}
