import assert from 'node:assert/strict';
import process from 'node:process';
import type {TestContext} from 'node:test';
import {type OpenTargetOptions, openTarget} from '../../src/target/open-target.ts';
import {groupLives} from '../../src/target/process/group.ts';
import type {ProcessControl} from '../../src/target/target.ts';
import {UnreachableError, UsageError} from '../../src/util/errors.ts';
import {probe} from '../../src/wire/probe.ts';

/** A plugin in one line: listens on the path that is its argument. */
export const LISTEN = `const fs = require('fs'); const path = process.argv[1];
fs.rmSync(path, {force: true});
require('net').createServer(s => s.destroy()).listen(path, () => console.log('listening'));`;

export const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];

export async function opened(
  t: TestContext,
  text: string,
  options: OpenTargetOptions,
): Promise<ProcessControl> {
  const {control} = await openTarget(text, options);
  assert.ok(control);
  t.after(() => control.dispose());
  return control;
}

export async function failure(
  text: string,
  options: OpenTargetOptions,
): Promise<UsageError | UnreachableError> {
  const error = await openTarget(text, options).then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof UsageError || error instanceof UnreachableError, String(error));
  return error;
}

export const accepts = async (path: string) => (await probe({kind: 'unix', path})).ok;

export function assertGone(pid: number): void {
  assert.equal(groupLives(pid), false, `process group ${pid} is gone`);
}
