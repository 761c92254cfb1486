import {defineCheck, describeOutcome, hexId} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {needs} from './_given.ts';
import {givenLog, needsReadLogs, someLines} from './_read.ts';
import {canRead} from './_sight.ts';
import {givenWriter, inTime} from './_write.ts';

const dependsOn = ['logging.read-logs.succeeds', 'logging.read-logs.ends'];

const NEVER = '0001-01-01T00:00:00Z';
const plainInfo = {
  Config: {},
  ContainerEntrypoint: '/bin/sh',
  ContainerArgs: [],
  ContainerImageID: `sha256:${'0'.repeat(64)}`,
  ContainerImageName: 'busybox:lab',
  ContainerCreated: '2026-01-01T00:00:00Z',
  ContainerEnv: null,
  ContainerLabels: {},
  LogPath: '',
  DaemonName: 'docker',
};

export const unknown = defineCheck({
  id: 'logging.read-logs.unknown-container',
  title: 'ReadLogs of a container that was never logged is an error or an empty log, at once',
  level: 'MUST',
  requirement: ['logging/38', 'logging/40'],
  problem: 'The log of a container that was never logged had something in it, or did not end.',
  consequence: '`docker logs` of a container whose log was lost hangs, or shows lines of others',
  fix: 'Answer with status 200 and an empty body, or with an error status.',
  needs,
  dependsOn,
  async run(t) {
    await needsReadLogs(t);
    await givenLog(t, someLines(t, 2));
    const id = hexId(t.random);
    const call = await t.plugin.call('LogDriver.ReadLogs', {
      Info: {...plainInfo, ContainerID: id, ContainerName: `/${t.unique('never')}`},
      Config: {Since: NEVER, Until: NEVER, Tail: -1, Follow: false},
    });
    t.expect(call).toAnswer();
    const {status, body} = call.exchange.response ?? {status: 0, body: {bytes: 0}};
    const isJson = /^\s*\{/.test(call.exchange.response?.body.text ?? '');
    t.expect.ok(
      status !== 200 || body.bytes === 0 || isJson,
      {
        expected: 'an empty body or an error status',
        actual: `${describeOutcome(call)} (${body.bytes} bytes)`,
      },
      call,
    );
  },
});

export const announced = defineCheck({
  id: 'logging.read-logs.announced',
  title: 'A plugin that serves ReadLogs announces it',
  level: 'MAY',
  requirement: 'logging/27',
  problem: 'The plugin can be read, and dockerd does not know.',
  consequence:
    '`docker logs` shows a copy that dockerd keeps on its own disk, in place of what the plugin would send',
  fix: 'Answer Capabilities with `{"Cap": {"ReadLogs": true}}`.',
  needs,
  dependsOn: ['logging.start-logging.succeeds', 'logging.capabilities.answers'],
  async run(t) {
    if (await canRead(t)) return;
    const {container} = await givenWriter(t);
    await inTime(t, container.log('stdout', 'one\n'));
    await pause(100);
    const call = await t.plugin.call(
      'LogDriver.ReadLogs',
      {
        Info: {...plainInfo, ContainerID: container.id, ContainerName: `/${container.name}`},
        Config: {Since: NEVER, Until: NEVER, Tail: -1, Follow: false},
      },
      {probe: true},
    );
    const {response} = call.exchange;
    const isLog = response?.status === 200 && /^(\0|AAA)/.test(response.body.text);
    t.expect.ok(!isLog, {expected: 'Cap.ReadLogs true', actual: 'none, and ReadLogs sends the log'}, call);
  },
});
