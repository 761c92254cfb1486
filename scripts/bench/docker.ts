import {join} from 'node:path';
import {whyNoLab} from '../../test/lab/available.ts';
import {type Lab, withDockerd} from '../../test/lab/lab.ts';
import {built} from './built.ts';
import {median, ms, type Room, times} from './row.ts';
import type {Docker} from './subject.ts';

/** One user's story: a volume is made, looked at, used by a container, removed. */
export const docker: Room = async function* ({stories}) {
  const reason = whyNoLab();
  if (reason !== null) {
    yield {what: 'a story through a real dockerd', measured: `skipped: ${reason}`};
    return;
  }
  const real: number[] = [];
  const model: number[] = [];
  let engine = '';
  await withDockerd({recorders: ['rec']}, async lab => {
    engine = lab.engine;
    const path = join(lab.root, 'run/docker/plugins/rec.sock');
    const {createDocker, onePlugin} = await built();
    const acted = createDocker({plugins: onePlugin('rec', {kind: 'unix', path})});
    await acted.daemon.start();
    for (let story = 0; story < stories; story++) {
      real.push(await timed(() => tellReal(lab, `real-${story}`)));
      model.push(await timed(() => tellModel(acted, `model-${story}`)));
    }
    await acted.dispose();
  });
  const [slow, fast] = [median(real), median(model)];
  yield {
    what: 'a story: volume create, inspect, run --rm, volume rm',
    measured: ms(fast),
    against: `docker ${engine} with its client: ${ms(slow)}; ${times(slow / fast)}`,
    goal: {text: '≥ 20 times faster', isHeld: slow / fast >= 20},
  };
};

async function timed(story: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await story();
  return performance.now() - startedAt;
}

async function tellReal(lab: Lab, name: string): Promise<void> {
  for (const command of [
    `volume create -d rec ${name}`,
    `volume inspect ${name}`,
    `run --rm --network none -v ${name}:/data busybox:lab true`,
    `volume rm ${name}`,
  ]) {
    const {exit, stderr} = await lab.docker(command);
    if (exit !== 0) throw new Error(`docker ${command}: ${stderr}`);
  }
}

async function tellModel(acted: Docker, name: string): Promise<void> {
  const volume = await acted.volumes.create({driver: 'rec', name});
  await acted.volumes.inspect(name);
  await acted.run({volumes: [volume], remove: true, program: {kind: 'exits', code: 0}});
  await acted.volumes.rm(name);
}
