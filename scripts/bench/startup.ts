import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {measured, plugtest, referenceCommand, whileRunning, withFolder} from './program.ts';
import {median, ms, type Room, times} from './row.ts';

/** How soon something appears, against a Node that does nothing. */
export const startup: Room = async function* ({rounds}) {
  const samples: Record<string, number[]> = {node: [], '--version': [], '--help': [], 'first verdict': []};
  await withFolder(folder =>
    whileRunning(referenceCommand(folder, 'volume'), async () => {
      for (let round = 0; round < rounds * 2; round++) {
        samples['node']?.push((await measured(['-e', '0'])).wallMs);
        for (const flag of ['--version', '--help'])
          samples[flag]?.push((await measured([plugtest, flag])).wallMs);
        samples['first verdict']?.push(await firstVerdict(join(folder, 'sock')));
      }
    }),
  );
  const {node = [], ...others} = samples;
  const bare = median(node);
  for (const [what, values] of Object.entries(others)) {
    const value = median(values);
    yield {
      what: `start-up: ${what}`,
      measured: ms(value),
      against: `\`node -e 0\` ${ms(bare)}, ${times(value / bare)}`,
      ...(what === 'first verdict' && {goal: {text: '≤ 250 ms', isHeld: value <= 250}}),
    };
  }
};

/** Milliseconds until the first row of a plugin that runs already. */
async function firstVerdict(socket: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [plugtest, socket, '--reporter', 'jsonl'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({input: child.stdout})) {
    if (line.includes('"type":"check:end"')) break;
  }
  const verdictMs = performance.now() - startedAt;
  child.kill('SIGTERM');
  await ended;
  return verdictMs;
}
