import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {makeTemporaryFolder} from '../../util/temporary-folder.ts';
import {freePort} from '../../wire/free-port.ts';
import type {CommandAction} from '../command.ts';
import {demoNeeds} from '../demo-needs.ts';
import {checkFixtureNames, faultPath, loadNamed, referenceProgram} from '../fixtures.ts';
import {reportedRun} from '../reported-run.ts';

/** `plugtest demo`: starts the reference plugin in a temporary folder and tests it, with all that its faults need to show. */
export const demoCommand: CommandAction = async ({options}) => {
  const [faults, oddities] = [options.list('fault').map(faultPath), options.list('odd')];
  await checkFixtureNames('faulty', faults);
  await checkFixtureNames('odd', oddities);
  const fixtures = [...(await loadNamed('faulty', faults)), ...(await loadNamed('odd', oddities))];
  const folder = await makeTemporaryFolder('demo');
  const state = join(folder, 'state');
  const {serves, overTcp, settings} = demoNeeds(fixtures, state);
  const wished = options.list('interface');
  const metricsSocket = join(folder, 'metrics.sock');
  const variants = [
    ...faults.flatMap(name => ['--fault', name]),
    ...oddities.flatMap(name => ['--odd', name]),
  ];
  try {
    const {target, listens} = overTcp ? onPort(await freePort()) : onSocket(join(folder, 'demo.sock'));
    const command = [
      process.execPath,
      referenceProgram(),
      ...listens,
      ...['--state', state, '--metrics-socket', metricsSocket],
      ...(wished.length > 0 ? wished : serves).flatMap(name => ['--interface', name]),
      ...variants,
    ];
    const repeat = ['plugtest', 'demo', ...variants];
    return await reportedRun({target, command, metricsSocket, repeat, settings}, options);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
};

function onSocket(path: string) {
  return {target: path, listens: ['--socket', path]};
}

function onPort(port: number) {
  return {target: `tcp://127.0.0.1:${port}`, listens: ['--tcp', String(port)]};
}
