import type {Output, Program} from '../../../src/daemon/containers/api.ts';
import {exitCodeOf, scriptOf} from './shell.ts';

/** A program that ends at once is still seen running by the command that started it. */
const shortestRunMs = 20;

/**
 * Scenarios in which the container's shell got SIGTERM before it had set its trap, and so died of SIGKILL ten seconds later:
 * the recorded stop takes that long.
 */
const lateTraps: readonly string[] = ['20.10.24/volume-daemon-restart-plugin-gone'];

/** Two streams at once. */
const interleaved =
  '(head -c 40000 /dev/zero | tr "\\\\000" e; echo) >&2 & (head -c 40000 /dev/zero | tr "\\\\000" o; echo); wait';

/** True when the shells of this scenario were too slow for SIGTERM. */
export function trapsComeLate(engine: string, scenario: string): boolean {
  return lateTraps.includes(`${engine}/${scenario}`);
}

/** What the words after the image do in the container: a table of what the recordings run, since the model runs nothing. */
export function programOf(words: readonly string[], trapComesLate = false): Program {
  const [command = 'sh', ...args] = words;
  const script = command === 'sh' && args[0] === '-c' ? (args[1] ?? '') : null;
  if (script !== null) return programOfScript(script, trapComesLate);
  if (command.startsWith('/nosuch')) return {kind: 'not-found', path: command};
  if (command === 'sleep') return sleeping(Number(args[0] ?? 0));
  if (command === 'cat' && args.length === 0) return {kind: 'runs', ignoresTerm: true};
  const code = command === 'false' ? 1 : 0;
  if (command !== 'echo') return {kind: 'exits', code, afterMs: shortestRunMs};
  return {kind: 'exits', code, afterMs: shortestRunMs, output: () => [{data: `${args.join(' ')}\n`}]};
}

function programOfScript(script: string, trapComesLate: boolean): Program {
  const output = script === interleaved ? interleavedOutput : scriptOf(script);
  if (/while :/.test(script)) {
    const trap = /trap (?:exit|"echo (\w+); exit") TERM/.exec(script);
    const lastWords = trap?.[1] === undefined ? {} : {lastWords: `${trap[1]}\n`};
    return {kind: 'runs', ignoresTerm: trap === null || trapComesLate, output, ...lastWords};
  }
  return {kind: 'exits', code: exitCodeOf(script), afterMs: shortestRunMs, output};
}

function interleavedOutput(): Output[] {
  return [
    {stream: 'stderr', data: `${'e'.repeat(40000)}\n`},
    {stream: 'stdout', data: `${'o'.repeat(40000)}\n`},
  ];
}

/** As pid 1 `sleep` has no handler for SIGTERM. */
function sleeping(seconds: number): Program {
  if (seconds >= 60) return {kind: 'runs', ignoresTerm: true};
  return {kind: 'exits', code: 0, afterMs: seconds * 1000};
}
