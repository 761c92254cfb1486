import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {built} from './built.ts';
import {referenceCommand, whileRunning, withFolder} from './program.ts';
import {median, type Room, times} from './row.ts';

/** A usual line of a web server. */
const line = `${'192.0.2.7 - - "GET /index.html HTTP/1.1" 200 '.padEnd(119, '.')}\n`;
/** Lines that a program writes at once. */
const AT_ONCE = 500;

/** Lines through the model's copier into a log plugin's FIFO, against the same bytes from one end of a FIFO to the other. */
export const logs: Room = async function* ({rounds, logLines}) {
  const rates = {model: [] as number[], bare: [] as number[]};
  for (let round = 0; round < rounds; round++) {
    rates.model.push(await withFolder(folder => throughModel(folder, logLines)));
    rates.bare.push(await withFolder(folder => throughFifo(folder, logLines)));
  }
  const [model, bare] = [median(rates.model), median(rates.bare)];
  yield {
    what: 'log lines of 120 bytes',
    measured: `${(model / 1000).toFixed(0)} thousand a second, framed and read by the reference plugin`,
    against: `bare FIFO ${(bare / 1000).toFixed(0)} thousand; ${times(model / bare)}`,
  };
};

async function throughModel(folder: string, count: number): Promise<number> {
  return whileRunning(referenceCommand(folder, 'logging'), async () => {
    const {createDocker, onePlugin} = await built();
    const docker = createDocker({plugins: onePlugin('ref', {kind: 'unix', path: join(folder, 'sock')})});
    await docker.daemon.start();
    const web = await docker.run({log: {driver: 'ref'}});
    const startedAt = performance.now();
    for (let written = 0; written < count; written += AT_ONCE) await web.log('stdout', line.repeat(AT_ONCE));
    // the stop waits until all is with the plugin
    await web.stop();
    const seconds = (performance.now() - startedAt) / 1000;
    await docker.dispose();
    return count / seconds;
  });
}

async function throughFifo(folder: string, count: number): Promise<number> {
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const startedAt = performance.now();
  const reader = spawn('cat', [fifo], {stdio: ['ignore', 'ignore', 'inherit']});
  const ended = once(reader, 'exit');
  await pipeline(function* () {
    for (let written = 0; written < count; written += AT_ONCE) yield line.repeat(AT_ONCE);
  }, createWriteStream(fifo));
  await ended;
  return count / ((performance.now() - startedAt) / 1000);
}
