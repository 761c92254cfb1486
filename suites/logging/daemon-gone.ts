import {type CheckContext, defineCheck, ownsProcess, type ProcessUsage} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {needs} from './_given.ts';
import {givenWriter, write} from './_write.ts';

/** So many containers die with their daemon. */
const DEAD = 10;
/** Longest that the plugin is watched, and what it may use of a processor in that time. */
const WATCH_MS = 2000;
const BUSY_MS = 400;

const common = {
  requirement: 'logging/20',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.daemon.crash', 'logging.containers.nothing-left'],
  exclusive: true,
} as const;

export const idle = defineCheck({
  ...common,
  id: 'logging.daemon.idle',
  title: 'FIFOs whose dockerd is gone are not read in a busy loop',
  level: 'MUST',
  problem: 'After a crash of dockerd the plugin went on reading FIFOs that had ended.',
  consequence: 'the plugin uses a whole processor until it is restarted',
  fix: 'End what reads a FIFO when read gives 0 bytes (EOF).',
  async run(t) {
    await crashWithContainers(t);
    const start = usageOf(t);
    const startedAt = performance.now();
    const usedMs = () => usageOf(t).cpuMs - start.cpuMs;
    while (usedMs() < BUSY_MS && performance.now() - startedAt < WATCH_MS) await pause(50);
    t.expect.ok(usedMs() < BUSY_MS, {
      expected: 'an idle plugin',
      actual: `it used ${usedMs()} ms of a processor in ${Math.round(performance.now() - startedAt)} ms`,
    });
  },
});

export const released = defineCheck({
  ...common,
  id: 'logging.daemon.released',
  title: 'FIFOs whose dockerd is gone are let go of',
  level: 'SHOULD',
  problem: 'After a crash of dockerd the plugin kept open the FIFOs that had ended.',
  consequence:
    'the plugin holds more files with every crash of dockerd, until it is restarted or can open no more',
  fix: 'Open the FIFO for reading only (O_RDONLY): then its end (EOF) tells that dockerd is gone; close it.',
  async run(t) {
    const before = usageOf(t);
    await crashWithContainers(t);
    const until = performance.now() + WATCH_MS;
    const more = () => usageOf(t).files - before.files;
    while (more() >= DEAD / 2 && performance.now() < until) await pause(50);
    t.expect.ok(more() < DEAD / 2, {
      expected: `as many open files as before ${DEAD} containers whose dockerd was killed`,
      actual: `${more()} more`,
    });
  },
});

async function crashWithContainers(t: CheckContext): Promise<void> {
  const docker = await t.docker();
  for (let count = 0; count < DEAD; count += 1) await write(t, await givenWriter(t, {}, docker), 'a line\n');
  await docker.daemon.end({how: 'kill'});
}

function usageOf(t: CheckContext): ProcessUsage {
  return t.process.usage() ?? t.untestable("the plugin's files can't be counted here");
}
