import {type CheckContext, defineCheck, defineRule} from '../../src/authoring.ts';
import {needs} from './_given.ts';
import {expectLines, givenLog, needsReadLogs, read, someLines} from './_read.ts';
import {givenWriter, inTime} from './_write.ts';

const dependsOn = ['logging.read-logs.succeeds', 'logging.read-logs.ends'];

export const succeeds = defineCheck({
  id: 'logging.read-logs.succeeds',
  title: 'ReadLogs that Capabilities announces is answered with 200 and messages',
  level: 'MUST',
  requirement: 'logging/28',
  problem: '`docker logs` of a running container failed.',
  consequence:
    '`docker logs` ends with `Error grabbing logs: error getting log reader: …`, or with `error decoding log message: unexpected EOF`',
  fix: 'Answer ReadLogs with status 200 and a body of messages, each after its length as four bytes, big endian.',
  needs,
  dependsOn: ['logging.start-logging.succeeds'],
  async run(t) {
    await needsReadLogs(t);
    const {container} = await givenWriter(t);
    await inTime(t, container.log('stdout', 'one\n'));
    const {error} = await read(container);
    const isLate = /deadline exceeded/.test(error) && lastRead(t)?.response?.status === 200;
    t.expect.ok(error === '' || isLate, {expected: '`docker logs` succeeds', actual: error});
  },
});

export const ends = defineCheck({
  id: 'logging.read-logs.ends',
  title: 'ReadLogs without Follow ends when everything was sent',
  level: 'MUST',
  requirement: 'logging/34',
  problem: '`docker logs` printed the log and did not return.',
  consequence: '`docker logs` without `-f` hangs until its user ends it',
  fix: 'End the body after the last entry when Config.Follow is false.',
  needs,
  dependsOn: ['logging.read-logs.succeeds'],
  async run(t) {
    await needsReadLogs(t);
    const {container} = await givenWriter(t);
    await inTime(t, container.log('stdout', 'one\n'));
    const {error} = await read(container);
    t.expect.equal(error, '', 'the error of `docker logs`');
  },
});

/** The answer to the latest ReadLogs. */
function lastRead(t: CheckContext) {
  return t.exchanges().findLast(({method}) => method === 'LogDriver.ReadLogs');
}

export const noOutput = defineCheck({
  id: 'logging.read-logs.no-output',
  title: 'The log of a container that wrote nothing is empty, and no error',
  level: 'MUST',
  requirement: 'logging/28',
  problem: '`docker logs` of a container that had written nothing failed or showed something.',
  consequence: '`docker logs` ends with an error, or shows lines that the container never wrote',
  fix: 'Answer with status 200 and an empty body.',
  needs,
  dependsOn,
  async run(t) {
    await needsReadLogs(t);
    const {container} = await givenWriter(t);
    expectLines(t, await read(container), {flags: '', expected: []});
  },
});

export const again = defineCheck({
  id: 'logging.read-logs.again',
  title: 'Reading a log does not change it',
  level: 'MUST',
  requirement: ['logging/23', 'logging/22'],
  problem: 'The second look at a log showed something else than the first.',
  consequence: '`docker logs` shows every line once only, or more of them with each look',
  fix: 'Keep what was read; StartLogging and StopLogging without entries, which come with `docker logs` of a stopped container, change nothing.',
  needs,
  dependsOn: [...dependsOn, 'logging.read-logs.line-feeds'],
  async run(t) {
    const lines = someLines(t, 5);
    const {container} = await givenLog(t, lines);
    for (const _ of [1, 2]) expectLines(t, await read(container), {flags: '', expected: lines});
  },
});

export const own = defineCheck({
  id: 'logging.read-logs.own-lines',
  title: 'The log of a container holds its own lines and no others',
  level: 'MUST',
  requirement: ['logging/39', 'logging/28'],
  problem: 'The log of one container held lines of another.',
  consequence: '`docker logs` shows what other containers wrote, secrets included',
  fix: 'Keep logs by Info.ContainerID and send those of the one that is asked for.',
  needs,
  dependsOn: ['logging.read-logs.again'],
  async run(t) {
    const lines = [someLines(t, 3), someLines(t, 3), someLines(t, 3)];
    const writers = await Promise.all(lines.map(own => givenLog(t, own)));
    for (const [index, {container}] of writers.entries())
      expectLines(t, await read(container), {flags: '', expected: lines[index] ?? []});
  },
});

export const jsonError = defineRule({
  id: 'logging.read-logs.error-status',
  title: 'Errors of ReadLogs have another status than 200',
  level: 'MUST',
  requirement: 'logging/38',
  problem: 'An error was sent where dockerd expects the log.',
  consequence:
    'dockerd takes `{"Er` for a length, sets 2 GB of memory aside, and `docker logs` ends with `error decoding log message: unexpected EOF`',
  fix: 'Answer a ReadLogs that fails with status 500 and `{"Err": "…"}`.',
  on: 'LogDriver.ReadLogs',
  judge({response}) {
    if (response?.status !== 200) return 'skip';
    const text = response.body.text.slice(0, 300);
    // a message that begins so would be hundreds of megabytes long
    if (response.body.encoding !== 'utf8' || !/^[{[<"]/.test(text)) return undefined;
    return {message: '', expected: 'an error status', actual: `status 200 with ${text.trim()}`};
  },
});
