import assert from 'node:assert/strict';
import test from 'node:test';
import {judge} from '../../scripts/fidelity/judge.ts';
import {parseEvents} from '../../scripts/fidelity/recording/load.ts';
import {createDocker} from '../../src/daemon/daemon.ts';
import {whyNoLab} from './available.ts';
import {type Lab, withDockerd} from './lab.ts';

const skip = whyNoLab() ?? false;

/** A process 1 that ends at once when it is asked to. */
const server = `busybox:lab sh -c 'trap exit TERM; while :; do sleep 0.1; done'`;

/** Scenarios that no kept recording holds in this order, so that the model cannot have been fitted to them. */
const scenarios: Readonly<Record<string, (lab: Lab) => Promise<void>>> = {
  'volume-lab-life': async ({docker}) => {
    await docker('volume create -d rec data');
    await docker(`run --rm -v data:/x busybox:lab sh -c 'echo proof >/x/file'`);
    await docker(`run -d --name web -v data:/x ${server}`);
    await docker('exec web cat /x/file');
    await docker('restart web');
    await docker('rm -f web');
    await docker('volume inspect data');
    await docker('volume rm data');
    await docker('volume ls');
  },
  'volume-lab-restart': async ({docker, daemon}) => {
    await docker(`run -d --name web --restart always -v data:/x --volume-driver rec ${server}`);
    await daemon.end('SIGTERM');
    await daemon.start();
    await docker('rm -f web');
    await docker('volume rm data');
  },
};

for (const [scenario, play] of Object.entries(scenarios)) {
  test(`The model does what a real dockerd was just seen to do: ${scenario}`, {skip}, async () => {
    await withDockerd({recorders: ['rec'], scenario}, async lab => {
      await play(lab);
      const events = parseEvents(
        lab.log
          .sorted()
          .map(event => JSON.stringify(event))
          .join('\n'),
      );
      const {differences} = await judge(
        {engine: lab.engine, area: 'volume', name: scenario, events},
        createDocker,
      );
      assert.deepEqual(
        differences.filter(({what}) => !isAboutTime(what)),
        [],
      );
    });
  });
}

/** How long things took says something of this machine's load, not of dockerd; kept recordings judge the times. */
function isAboutTime(what: string): boolean {
  return what === 'duration' || what.endsWith(': instant');
}
