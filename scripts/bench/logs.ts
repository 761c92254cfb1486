import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {chunkOf, LINE_SIZES, type LogLoad, thousands, throughModel} from './log-load.ts';
import {withFolder} from './program.ts';
import {median, type Room, times} from './row.ts';

/** Lines through the model's copier into a log driver that only reads, against the same bytes from one end of a FIFO to the other. */
export const logs: Room = async function* ({rounds, logBytes, manyLogLines}) {
  for (const size of LINE_SIZES) {
    const count = Math.ceil(logBytes / size);
    const rates = {model: [] as number[], bare: [] as number[]};
    for (let round = 0; round < rounds; round++) {
      rates.model.push((await throughModel({size, count})).rate);
      rates.bare.push(await withFolder(folder => throughFifo(folder, {size, count})));
    }
    const [model, bare] = [median(rates.model), median(rates.bare)];
    yield {
      what: `log lines of ${size} bytes`,
      measured: `${thousands(model)} a second`,
      against: `bare FIFO ${thousands(bare)}; ${times(model / bare)}`,
    };
  }
  const {early, late} = await throughModel({size: 80, count: manyLogLines});
  yield {
    what: `${manyLogLines} log lines of 80 bytes: memory`,
    measured: `${late.toFixed(0)} MB at the end`,
    against: `${early.toFixed(0)} MB after a tenth`,
    goal: {text: 'flat: at most a tenth more', isHeld: late <= early * 1.1},
  };
};

async function throughFifo(folder: string, {size, count}: LogLoad): Promise<number> {
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const chunk = chunkOf(size);
  const reader = spawn('cat', [fifo], {stdio: ['ignore', 'ignore', 'inherit']});
  const ended = once(reader, 'exit');
  const startedAt = performance.now();
  await pipeline(function* () {
    for (let written = 0; written < count; written += chunk.length / size) yield chunk;
  }, createWriteStream(fifo));
  await ended;
  return count / ((performance.now() - startedAt) / 1000);
}
