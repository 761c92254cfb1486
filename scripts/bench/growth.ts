import {join} from 'node:path';
import {built} from './built.ts';
import {referenceCommand, whileRunning, withFolder} from './program.ts';
import {ms, type Room} from './row.ts';

interface Costs {
  readonly count: number;
  readonly createMs: number;
  readonly listMs: number;
}

/** Our own CPU per volume as volumes become many: the model's creation of each, and one listing of all. */
export const growth: Room = async function* ({volumes}) {
  const found: Costs[] = [];
  for (const count of volumes) {
    const costs = await withFolder(folder =>
      whileRunning(referenceCommand(folder, 'volume'), () => costsOf(join(folder, 'sock'), count)),
    );
    found.push(costs);
    yield {
      what: `${count} volumes`,
      measured: `${costs.createMs.toFixed(3)} ms of CPU for each, ${ms(costs.listMs)} for a listing of all`,
    };
  }
  const [first, last] = [found.at(0), found.at(-1)];
  if (first === undefined || last === undefined) return;
  const factor = last.createMs / first.createMs;
  yield {
    what: 'growth',
    measured: `a volume among ${last.count} costs ${factor.toFixed(2)} of one among ${first.count}`,
    goal: {text: 'linear', isHeld: factor <= 1.5},
  };
};

async function costsOf(path: string, count: number): Promise<Costs> {
  const {createDocker, onePlugin} = await built();
  const docker = createDocker({plugins: onePlugin('ref', {kind: 'unix', path})});
  await docker.daemon.start();
  const before = process.cpuUsage();
  for (let number = 0; number < count; number++)
    await docker.volumes.create({driver: 'ref', name: `volume-${number}`});
  const createMs = cpuSince(before) / count;
  const middle = process.cpuUsage();
  await docker.volumes.ls();
  const listMs = cpuSince(middle);
  await docker.dispose();
  return {count, createMs, listMs};
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1000;
}
