import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {RunEvent} from '../core/events.ts';
import {listChecks} from '../run.ts';
import {UsageError} from '../util/errors.ts';
import type {OptionValues} from './option-values.ts';
import {stateFolder} from './state-folder.ts';
import {printError} from './terminal.ts';

/** Passes the stream on and remembers which checks did not get through, for `--last-failed` on the same target. */
export async function* rememberRun(
  subject: string,
  events: AsyncIterable<RunEvent>,
): AsyncGenerator<RunEvent> {
  const failed = new Set<string>();
  let judged = 0;
  for await (const event of events) {
    if (event.type === 'check:end') {
      const {status, id} = event.result;
      if (status === 'failed' || status === 'errored' || status === 'blocked') failed.add(id);
      if (status !== 'excluded') judged += 1;
    }
    // a run that never reached the plugin says nothing about its checks
    if (event.type === 'run:end' && event.exitCode !== 3 && judged > 0) remember(subject, [...failed]);
    yield event;
  }
}

/** The selection of `--last-failed`; everything runs when nothing failed. */
export function lastFailedOf(subject: string, options: OptionValues): {readonly select?: readonly string[]} {
  if (!options.flag('last-failed')) return {};
  if (options.list('select').length > 0)
    throw new UsageError('--last-failed and --select exclude each other: give one of them');
  const ids = recall(subject);
  const known = new Set(listChecks().map(({id}) => id));
  const select = ids?.filter(id => known.has(id)) ?? [];
  if (select.length > 0) return {select};
  printError(
    ids === null
      ? 'plugtest: no earlier run of this target is known here, so all checks run\n'
      : 'plugtest: nothing failed last time, so all checks run\n',
  );
  return {};
}

function fileOf(subject: string): string {
  const name = createHash('sha256').update(`${process.cwd()}\0${subject}`).digest('hex').slice(0, 24);
  return join(stateFolder(), 'last-run', `${name}.json`);
}

/** A state folder that can't be written to costs only this comfort. */
function remember(subject: string, failed: readonly string[]): void {
  try {
    mkdirSync(join(stateFolder(), 'last-run'), {recursive: true, mode: 0o700});
    writeFileSync(fileOf(subject), `${JSON.stringify({failed})}\n`, {mode: 0o600});
  } catch {}
}

function recall(subject: string): readonly string[] | null {
  try {
    const {failed}: {failed?: unknown} = JSON.parse(readFileSync(fileOf(subject), 'utf8'));
    return Array.isArray(failed) ? failed.filter(id => typeof id === 'string') : null;
  } catch {
    return null;
  }
}
