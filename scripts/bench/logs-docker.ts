import {whyNoLab} from '../../test/lab/available.ts';
import {type Lab, withDockerd} from '../../test/lab/lab.ts';
import {LINE_SIZES, type LogLoad, thousands, throughModel} from './log-load.ts';
import {type LogSink, withLogSink} from './log-sink.ts';
import {median, type Room, times} from './row.ts';

/** Lines through the model's copier, against those through a real dockerd, both into the same log driver that only reads. */
export const dockerLogs: Room = async function* ({rounds, logBytes}) {
  const reason = whyNoLab();
  if (reason !== null) {
    yield {what: 'log lines through a real dockerd', measured: `skipped: ${reason}`};
    return;
  }
  for (const size of LINE_SIZES) {
    const load = {size, count: Math.ceil(logBytes / size)};
    const rates = {model: [] as number[], dockerd: [] as number[]};
    let engine = '';
    await withDockerd({}, async lab => {
      engine = lab.engine;
      await withLogSink({root: lab.root, folder: '/run/docker/plugins'}, async sink => {
        for (let round = 0; round < rounds; round++) {
          rates.dockerd.push(await throughDockerd({lab, sink, load}));
          rates.model.push((await throughModel(load)).rate);
        }
      });
    });
    const [model, dockerd] = [median(rates.model), median(rates.dockerd)];
    yield {
      what: `log lines of ${size} bytes`,
      measured: `${thousands(model)} a second`,
      against: `docker ${engine}: ${thousands(dockerd)}; ${times(model / dockerd)}`,
      goal: {text: 'faster than dockerd', isHeld: model > dockerd},
    };
  }
};

/** Bytes of the file that a container prints over and over: as few processes as may be. */
const FILE_BYTES = 4 << 20;

interface Trial {
  readonly lab: Lab;
  readonly sink: LogSink;
  readonly load: LogLoad;
}

/** Lines a second. */
async function throughDockerd({lab, sink, load: {size, count}}: Trial): Promise<number> {
  const inFile = Math.min(count, Math.ceil(FILE_BYTES / size));
  const turns = Math.ceil(count / inFile);
  const make = `yes ${'x'.repeat(size - 1)} | head -n ${inFile} >/f`;
  const print = `for i in $(seq ${turns}); do cat /f; done`;
  const options = '--rm --network none --log-driver sink --log-opt cache-disabled=true';
  const {exit, stderr} = await lab.docker(`run -d ${options} busybox:lab sh -c '${make}; ${print}'`);
  if (exit !== 0) throw new Error(stderr);
  return (turns * inFile) / (await sink.seconds());
}
