import type {Program} from '../../../src/daemon/containers/api.ts';

/** What the words after the image do in the container: a table of what the recordings run, since the model runs nothing. */
export function programOf(words: readonly string[]): Program {
  const [command = 'sh', ...args] = words;
  const script = command === 'sh' && args[0] === '-c' ? (args[1] ?? '') : null;
  if (script !== null) return programOfScript(script);
  if (command.startsWith('/nosuch')) return {kind: 'not-found', path: command};
  if (command === 'sleep') return sleeping(Number(args[0] ?? 0));
  return {kind: 'exits', code: command === 'false' ? 1 : 0};
}

function programOfScript(script: string): Program {
  if (/trap exit TERM; while/.test(script)) return {kind: 'runs'};
  const only = /^sleep ([\d.]+)$/.exec(script);
  if (only) return {kind: 'exits', code: 0, afterMs: Number(only[1]) * 1000};
  return {kind: 'exits', code: 0};
}

/** As pid 1 `sleep` has no handler for SIGTERM. */
function sleeping(seconds: number): Program {
  if (seconds >= 60) return {kind: 'runs', ignoresTerm: true};
  return {kind: 'exits', code: 0, afterMs: seconds * 1000};
}
