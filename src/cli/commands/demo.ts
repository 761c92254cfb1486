import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {makeTemporaryFolder} from '../../util/temporary-folder.ts';
import type {CommandAction} from '../command.ts';
import {checkFixtureNames, faultPath, referenceProgram} from '../fixtures.ts';
import {reportedRun} from '../reported-run.ts';

/** `plugtest demo`: starts the reference plugin in a temporary folder and tests it. */
export const demoCommand: CommandAction = async ({options}) => {
  const [faults, oddities] = [options.list('fault').map(faultPath), options.list('odd')];
  await checkFixtureNames('faulty', faults);
  await checkFixtureNames('odd', oddities);
  const variants = [
    ...faults.flatMap(name => ['--fault', name]),
    ...oddities.flatMap(name => ['--odd', name]),
  ];
  const interfaces = options.list('interface').flatMap(name => ['--interface', name]);
  const folder = await makeTemporaryFolder('demo');
  const socket = join(folder, 'demo.sock');
  const program = [process.execPath, referenceProgram()];
  const metricsSocket = join(folder, 'metrics.sock');
  const places = ['--socket', socket, '--state', join(folder, 'state'), '--metrics-socket', metricsSocket];
  const command = [...program, ...places, ...interfaces, ...variants];
  try {
    const repeat = ['plugtest', 'demo', ...variants];
    return await reportedRun({target: socket, command, metricsSocket, repeat}, options);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
};
