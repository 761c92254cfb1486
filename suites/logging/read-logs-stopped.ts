import {canRestart, defineCheck} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {expectLines, givenLog, needsReadLogs, read, someLines, untilLogged} from './_read.ts';
import {givenWriter, write} from './_write.ts';

const dependsOn = ['logging.read-logs.succeeds', 'logging.read-logs.line-feeds', 'logging.read-logs.again'];

export const stopped = defineCheck({
  id: 'logging.read-logs.stopped',
  title: 'The log of a container that has ended is there, and looking at it does not change it',
  level: 'MUST',
  requirement: ['logging/40', 'logging/22', 'logging/23'],
  problem: 'The log of a container was gone once it had ended, or after the first look.',
  consequence:
    '`docker logs` of a container that ended, which is when one looks, shows nothing or fails; dockerd calls StartLogging for the look, with a new File',
  fix: 'Keep the log after StopLogging, by Info.ContainerID; a StartLogging for the same container adds to it.',
  needs,
  dependsOn,
  async run(t) {
    const lines = someLines(t, 6);
    const writer = await givenLog(t, lines);
    await end(t, writer);
    for (const _ of [1, 2, 3]) expectLines(t, await read(writer.container), {flags: '', expected: lines});
  },
});

export const secondRun = defineCheck({
  id: 'logging.read-logs.second-run',
  title: 'After `docker restart` the log holds both runs',
  level: 'MUST',
  requirement: ['logging/22', 'logging/21'],
  problem: 'When a container was started again, its earlier log was gone.',
  consequence:
    '`docker logs` after a restart, or with a restart policy after a crash, shows the last run only',
  fix: 'Append when StartLogging comes for a container that was logged before.',
  needs,
  dependsOn: ['logging.read-logs.stopped'],
  async run(t) {
    const lines = someLines(t, 6);
    const writer = await givenLog(t, lines.slice(0, 3));
    const restarted = await writer.container.restart();
    t.expect.equal(restarted.error, '', 'the error of `docker restart`');
    await write(
      t,
      writer,
      lines
        .slice(3)
        .map(line => `${line}\n`)
        .join(''),
    );
    await untilLogged(t, writer, 1);
    await end(t, writer);
    expectLines(t, await read(writer.container), {flags: '', expected: lines});
  },
});

export const afterRestart = defineCheck({
  id: 'logging.read-logs.restart-answers',
  title: 'After a restart of the plugin the logs of earlier containers can be asked for',
  level: 'MUST',
  requirement: 'logging/40',
  problem: 'After a restart of the plugin `docker logs` of an earlier container failed.',
  consequence: '`docker logs` of containers from before an update of the plugin ends with an error',
  fix: 'Answer ReadLogs for containers that this process does not know with what is stored, or with an empty body.',
  needs: [...needs, canRestart],
  dependsOn: ['logging.read-logs.stopped'],
  exclusive: true,
  async run(t) {
    const writer = await givenLog(t, someLines(t, 3));
    await end(t, writer);
    await restart(t);
    const {error} = await read(writer.container);
    t.expect.equal(error, '', 'the error of `docker logs` after a restart of the plugin');
  },
});

export const kept = defineCheck({
  id: 'logging.read-logs.restart-keeps',
  title: 'After a restart of the plugin the logs of earlier containers are there',
  level: 'SHOULD',
  requirement: 'logging/40',
  problem: 'After a restart of the plugin the logs of earlier containers were gone.',
  consequence:
    '`docker logs` shows nothing of what containers wrote before an update or a crash of the plugin',
  fix: 'Keep logs on disk or in the backend.',
  needs: [...needs, canRestart],
  dependsOn: ['logging.read-logs.restart-answers'],
  exclusive: true,
  async run(t) {
    const lines = someLines(t, 3);
    const writer = await givenLog(t, lines);
    await end(t, writer);
    await restart(t);
    expectLines(t, await read(writer.container), {flags: '', expected: lines});
  },
});

export const silent = defineCheck({
  id: 'logging.read-logs.stopped-without-output',
  title: 'The log of a container that ended without a word is empty, and no error',
  level: 'MUST',
  requirement: ['logging/40', 'logging/23'],
  problem: '`docker logs` of a container that had written nothing failed once it had ended.',
  consequence: '`docker logs` ends with an error',
  fix: 'Answer with status 200 and an empty body.',
  needs,
  dependsOn: ['logging.read-logs.no-output'],
  async run(t) {
    await needsReadLogs(t);
    const writer = await givenWriter(t);
    await end(t, writer);
    for (const _ of [1, 2]) expectLines(t, await read(writer.container), {flags: '', expected: []});
  },
});
