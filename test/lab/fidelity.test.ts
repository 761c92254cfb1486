import assert from 'node:assert/strict';
import test from 'node:test';
import {judge} from '../../scripts/fidelity/judge.ts';
import {areaOf, parseEvents} from '../../scripts/fidelity/recording/load.ts';
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
  'network-lab-life': async ({docker}) => {
    await docker('network create -d rec --ipam-driver rec --subnet 10.5.0.0/24 -o vlan=7 one');
    await docker('network create -d rec --internal --subnet 10.6.0.0/24 two');
    await docker(`run -d --name web --network one --ip 10.5.0.77 --expose 80 ${server}`);
    await docker('network connect --ip 10.6.0.44 --driver-opt k=v two web');
    await docker('restart web');
    await docker('network disconnect one web');
    await docker('network connect one web');
    await docker('network inspect two');
    await docker(`run -d --name other ${server}`);
    await docker('network connect two other');
    await docker('rm -f other');
    await docker('rm -f web');
    await docker('network rm one');
    await docker('network prune -f');
  },
  'ipam-lab-killed': async ({docker, daemon}) => {
    const options = '--subnet 10.5.0.0/24 --gateway 10.5.0.254 --aux-address spare=10.5.0.9 --ipam-opt a=b';
    await docker(`network create -d rec --ipam-driver rec ${options} one`);
    await docker(`run -d --name web --restart always --network one ${server}`);
    await daemon.end('SIGKILL');
    await daemon.start();
    await docker('rm -f web');
    await docker('network rm one');
  },
};

for (const [scenario, play] of Object.entries(scenarios)) {
  test(`The model does what a real dockerd was just seen to do: ${scenario}`, {skip}, async () => {
    const area = areaOf(scenario);
    const kind = area === 'volume' ? 'volume' : 'network';
    await withDockerd({recorders: ['rec'], kind, scenario}, async lab => {
      await play(lab);
      const events = parseEvents(
        lab.log
          .sorted()
          .map(event => JSON.stringify(event))
          .join('\n'),
      );
      const {differences} = await judge({engine: lab.engine, area, name: scenario, events}, createDocker);
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
