import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {GoType} from '../../../src/gojson/types.ts';

/** One input for both sides. */
export interface Question {
  /** Name of a type of types.go; '' where there is a shape. */
  readonly type: string;
  /** Any type, described. */
  readonly shape?: GoType;
  readonly whole: boolean;
  readonly bytes: Uint8Array;
}

/** What Go said. `encoded`: the value as Go's encoder wrote it; absent where Go cannot print what it read. */
export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly encoded?: string;
  readonly consumed: number;
}

/** A Go command by its GOTOOLCHAIN name, and its release (the minor number). */
export interface Go {
  readonly toolchain: string;
  readonly minor: number;
}

/** The Go that GOTOOLCHAIN names (`local`, `go1.24.4`), or why there is none. */
export function findGo(toolchain: string): Go | string {
  const env = {...process.env, GOTOOLCHAIN: toolchain};
  const result = spawnSync('go', ['env', 'GOVERSION'], {
    cwd: import.meta.dirname,
    env,
    encoding: 'utf8',
  });
  const minor = /^go1\.(\d+)/.exec(result.stdout ?? '')?.[1];
  if (minor === undefined) return `no Go (${toolchain}) on this machine`;
  return {toolchain, minor: Number(minor)};
}

/** Asks the program in this folder, built with that Go. */
export function askGo(questions: readonly Question[], {toolchain}: Go): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-oracle-'));
  try {
    const program = join(folder, 'oracle');
    const env = {...process.env, GOTOOLCHAIN: toolchain, GOFLAGS: '-buildvcs=false'};
    // Files by name: Go 1.19 as a toolchain of a newer Go does not find the folder.
    const build = ['build', '-o', program, 'main.go', 'types.go', 'shape.go'];
    execFileSync('go', build, {cwd: import.meta.dirname, env});
    const input = questions
      .map(({type, shape, whole, bytes}) =>
        JSON.stringify({type, shape, whole, input: Buffer.from(bytes).toString('base64')}),
      )
      .join('\n');
    const output = execFileSync(program, {input, encoding: 'utf8', maxBuffer: 1 << 30});
    return output
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Answer); // our own program's words
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
