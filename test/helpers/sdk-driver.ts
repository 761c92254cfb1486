import {execFileSync, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import type {CheckResult, RunEvent} from '../../src/core/events.ts';
import {type RunOptions, run} from '../../src/run.ts';
import {temporaryFolder} from './plugin-process.ts';

/** A driver on docker/go-plugins-helpers, named as its folder in fixtures/sdk-go. */
export type SdkDriver = 'network' | 'ipam' | 'log';

/** For the option `skip` of a test: the reason, or false. */
export const skipWithoutGo = spawnSync('go', ['version']).status === 0 ? false : 'go is not installed';

/** Builds the driver into the folder; the command to start it. */
export function buildDriver(folder: string, kind: SdkDriver): {socket: string; command: readonly string[]} {
  const binary = join(folder, `sdk-go-${kind}`);
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, `./${kind}`], {cwd: 'fixtures/sdk-go'});
  const socket = join(folder, `${kind}.sock`);
  return {socket, command: [binary, '-socket', socket, '-root', join(folder, 'state')]};
}

/** Runs plugtest on the driver. */
export async function tryDriver(
  t: TestContext,
  kind: SdkDriver,
  {args = [], ...options}: {readonly args?: readonly string[]} & Partial<RunOptions> = {},
): Promise<{results: readonly CheckResult[]; exitCode: number | undefined}> {
  const {socket: target, command} = buildDriver(temporaryFolder(t), kind);
  const limits = {callTimeoutMs: 10_000, timeoutMs: 180_000};
  const events: RunEvent[] = [];
  const plugin = {target, command: [...command, ...args]};
  for await (const event of run({...plugin, engine: '29', level: 'MUST', ...limits, ...options}))
    events.push(event);
  const last = events.at(-1);
  return {
    results: events.flatMap(event => (event.type === 'check:end' ? [event.result] : [])),
    exitCode: last?.type === 'run:end' ? last.exitCode : undefined,
  };
}

/** A result as one line. */
export function lineOf({id, message, actual}: CheckResult): string {
  return `${id}: ${message} (${actual})`;
}
