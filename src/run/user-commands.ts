import type {CheckContext, HookName, SinkSwitch} from '../core/context.ts';
import {Unjudged} from '../core/violation.ts';
import {runShell} from '../target/process/shell.ts';
import type {Journal} from './journal.ts';
import type {RunOptions} from './options.ts';

/** Longest that a command of the user's may take. */
const LIMIT_MS = 60_000;

/** The commands with which the user lets plugtest reach what lies behind the plugin. */
export type UserCommands = Pick<RunOptions, 'hooks' | 'logProbe'>;

/** `--hook sink-down` and `sink-up`; null where they are not given. The sink is brought back after the check in any case. */
export function sinkSwitch({hooks = {}}: UserCommands, journal: Journal): SinkSwitch | null {
  const [down, up] = [hooks['sink-down'], hooks['sink-up']];
  if (down === undefined || up === undefined) return null;
  const run = async (name: HookName, command: string) => {
    const {failure} = await runShell(command, {environment: {PLUGTEST_HOOK: name}, limitMs: LIMIT_MS});
    if (failure !== '') throw new Unjudged('untestable', `the command of --hook ${name} ${failure}`);
  };
  let isDown = false;
  const bringUp = async () => {
    if (!isDown) return;
    isDown = false;
    await run('sink-up', up);
  };
  return {
    down: async () => {
      journal.add(() =>
        bringUp().catch(error => {
          journal.leaked({what: 'sink that was taken down', name: 'sink', command: up});
          throw error;
        }),
      );
      isDown = true;
      await run('sink-down', down);
    },
    up: bringUp,
  };
}

/** Asks `--log-probe` what reached the sink of a container's log; null where it is not given. */
export function logProbe({logProbe: command}: UserCommands): CheckContext['logProbe'] {
  if (command === undefined) return null;
  return async containerId => {
    const environment = {PLUGTEST_CONTAINER_ID: containerId};
    const {failure, output} = await runShell(command, {environment, limitMs: LIMIT_MS});
    if (failure !== '') throw new Unjudged('untestable', `the command of --log-probe ${failure}`);
    return output;
  };
}
