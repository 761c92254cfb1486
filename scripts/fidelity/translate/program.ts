import type {Program} from '../../../src/daemon/containers/api.ts';

/** A program that ends at once is still seen running by the command that started it. */
const shortestRunMs = 20;

/**
 * Scenarios in which the container's shell got SIGTERM before it had set its trap, and so died of SIGKILL ten seconds later:
 * the recorded stop takes that long.
 */
const lateTraps: readonly string[] = ['20.10.24/volume-daemon-restart-plugin-gone'];

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
  return {kind: 'exits', code: command === 'false' ? 1 : 0, afterMs: shortestRunMs};
}

function programOfScript(script: string, trapComesLate: boolean): Program {
  if (/trap exit TERM; while/.test(script)) return {kind: 'runs', ignoresTerm: trapComesLate};
  const only = /^sleep ([\d.]+)$/.exec(script);
  if (only) return {kind: 'exits', code: 0, afterMs: Number(only[1]) * 1000};
  return {kind: 'exits', code: 0, afterMs: shortestRunMs};
}

/** As pid 1 `sleep` has no handler for SIGTERM. */
function sleeping(seconds: number): Program {
  if (seconds >= 60) return {kind: 'runs', ignoresTerm: true};
  return {kind: 'exits', code: 0, afterMs: seconds * 1000};
}
