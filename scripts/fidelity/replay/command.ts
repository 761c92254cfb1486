import type {Docker} from '../../../src/daemon/docker.ts';
import {eventsOf, type Recording} from '../recording/events.ts';
import {translateRequest} from '../translate/api.ts';
import {apiCommand} from '../translate/authz.ts';
import type {Command, Shown} from '../translate/command.ts';
import {translate} from '../translate/docker.ts';
import {trapsComeLate} from '../translate/program.ts';
import type {ActionStarts} from './action-starts.ts';
import type {VirtualClock} from './virtual-clock.ts';

/** What a command is run with. */
export interface CommandSetting {
  readonly recording: Recording;
  readonly clock: VirtualClock;
  readonly docker: Docker;
  readonly renamed: Map<string, string>;
  readonly starts: ActionStarts;
}

interface RecordedCommand {
  readonly n: number;
  readonly cmd: string;
  readonly note?: string;
  readonly request?: string;
}

/** Runs a recorded command on the model, for as long as the recorder let it run. */
export async function runCommand(action: RecordedCommand, setting: CommandSetting): Promise<Shown> {
  const {recording, clock, docker, renamed} = setting;
  const command = commandOf(action, setting);
  if (!command) {
    return {exit: null, stdout: null, stderr: `this command cannot be translated: ${action.cmd}`};
  }
  const delayMs = clientDelay(recording, action);
  // even no time at all would put commands that came at once one after the other
  if (delayMs > 0) await clock.sleep(delayMs);
  const killed = new AbortController();
  const late = trapsComeLate(recording.engine, recording.name);
  const done = command({docker, renamed, trapsComeLate: late, killed: killed.signal});
  const killedAfterMs = killTime(action, recording);
  if (killedAfterMs === null) return await done;
  await clock.sleep(killedAfterMs - delayMs);
  killed.abort();
  return {exit: null, stdout: null, stderr: null};
}

function commandOf(action: RecordedCommand, {recording, clock, starts}: CommandSetting): Command | null {
  const recorded = eventsOf(recording, 'action').find(({n}) => n === action.n);
  if (recording.area === 'authz' && recorded !== undefined) {
    return apiCommand(recorded, {recording, clock, starts});
  }
  return translate(action.cmd) ?? translateRequest(action.cmd, action.request ?? '');
}

/** With requests of which the instant is known, the exact one counts. */
function killTime({n, note}: RecordedCommand, recording: Recording): number | null {
  const [, ms] = /killed by the recorder after (\d+) ms/.exec(note ?? '') ?? [];
  if (ms === undefined) return null;
  const recorded = eventsOf(recording, 'action').find(action => action.n === n);
  if (recording.area !== 'authz' || recorded === undefined) return Number(ms);
  return (recorded.end_us - recorded.t_us) / 1000;
}

/** How long the client took before it asked the daemon for a log: what it reads depends on it. */
function clientDelay(recording: Recording, action: RecordedCommand): number {
  if (recording.area === 'authz' || !action.cmd.startsWith('docker logs -f')) return 0;
  const start = eventsOf(recording, 'action').find(({n}) => n === action.n)?.t_us ?? 0;
  const asked = eventsOf(recording, 'api').find(({t_us, call}) => t_us >= start && call.includes('/logs'));
  return asked === undefined ? 0 : (asked.t_us - start) / 1000;
}
