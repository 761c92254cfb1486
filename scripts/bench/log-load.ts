import {built} from './built.ts';
import {withLogSink} from './log-sink.ts';
import {withFolder} from './program.ts';

/** Bytes of a line with its line feed: what servers write, and the longest that comes in one message. */
export const LINE_SIZES = [80, 16_384] as const;
const AT_ONCE = 64 * 1024;

/** So many lines of so many bytes, line feeds included. */
export interface LogLoad {
  readonly size: number;
  readonly count: number;
}

interface ModelRun {
  /** Lines a second. */
  readonly rate: number;
  /** Megabytes of memory after a tenth of the lines, and after all. */
  readonly early: number;
  readonly late: number;
}

/** Through the model's copier into a log driver that only reads. */
export async function throughModel({size, count}: LogLoad): Promise<ModelRun> {
  return withFolder(folder =>
    withLogSink({folder}, async ({socket, seconds}) => {
      const {createDocker, onePlugin} = await built();
      const docker = createDocker({plugins: onePlugin('sink', {kind: 'unix', path: socket})});
      await docker.daemon.start();
      const web = await docker.run({log: {driver: 'sink', opts: {'cache-disabled': 'true'}}});
      const chunk = chunkOf(size);
      const memory: number[] = [];
      for (let written = 0; written < count; written += chunk.length / size) {
        await web.log('stdout', chunk);
        if (memory.length < (10 * written) / count) memory.push(process.memoryUsage().rss / 1e6);
      }
      // the stop waits until all is with the plugin
      await web.stop();
      const rate = count / (await seconds());
      await docker.dispose();
      return {rate, early: memory[1] ?? Number.NaN, late: memory.at(-1) ?? Number.NaN};
    }),
  );
}

/** What a program writes at once. */
export function chunkOf(size: number): Buffer {
  return Buffer.from(`${'x'.repeat(size - 1)}\n`.repeat(Math.floor(AT_ONCE / size)));
}

/** A rate in thousands. */
export function thousands(rate: number): string {
  return `${(rate / 1000).toFixed(rate < 10_000 ? 1 : 0)} thousand`;
}
