import {type CheckContext, defineCheck} from '../../src/authoring.ts';
import {end, startOf} from './_calls.ts';
import {needs} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {givenWriter, write} from './_write.ts';

const dependsOn = ['logging.stop-logging.succeeds'];

export const unknown = defineCheck({
  id: 'logging.stop-logging.unknown-file',
  title: 'StopLogging of a FIFO that the plugin does not know succeeds',
  level: 'SHOULD',
  requirement: 'logging/17',
  problem: 'StopLogging of a FIFO that the plugin did not know was refused.',
  consequence:
    'after a restart of the plugin every container that ends leaves its FIFO behind, and a managed plugin is `in use` for ever',
  fix: 'Answer StopLogging of an unknown File with 200 and `{}`: there is nothing to stop.',
  needs,
  dependsOn,
  async run(t) {
    const {container} = await givenWriter(t);
    const {File} = startOf(t, container);
    t.expect(await stop(t, `${File.slice(0, -8)}00000000`)).toSucceed();
  },
});

export const twice = defineCheck({
  id: 'logging.stop-logging.twice',
  title: 'StopLogging may come twice',
  level: 'SHOULD',
  requirement: 'logging/18',
  problem: 'A second StopLogging of the same FIFO was refused.',
  consequence: 'when the first answer is lost, the FIFO is left behind and a managed plugin stays `in use`',
  fix: 'Answer StopLogging of a File that is stopped already with 200 and `{}`.',
  needs,
  dependsOn: ['logging.stop-logging.unknown-file'],
  async run(t) {
    const writer = await givenWriter(t);
    const {File} = startOf(t, writer.container);
    t.expect(await stop(t, File)).toSucceed();
    t.expect(await stop(t, File)).toSucceed();
    await end(t, writer);
  },
});

export const keepsFifo = defineCheck({
  id: 'logging.stop-logging.keeps-fifo',
  title: 'The plugin does not remove the FIFO: it is the daemon’s',
  level: 'SHOULD',
  requirement: 'logging/19',
  problem: 'The plugin removed the FIFO.',
  consequence:
    'dockerd logs `error cleaning up plugin fifo`, and a restarted plugin finds no FIFO to go on with',
  fix: 'Close your end and leave the file alone: dockerd removes it after StopLogging.',
  needs,
  dependsOn: ['logging.stop-logging.twice'],
  async run(t) {
    const writer = await givenWriter(t);
    const {File} = startOf(t, writer.container);
    await expectThere(t, File, 'StartLogging');
    t.expect(await stop(t, File)).toSucceed();
    await expectThere(t, File, 'StopLogging');
  },
});

async function expectThere(t: CheckContext, file: string, after: string): Promise<void> {
  t.expect.ok((await t.host.kind(file)) !== 'missing', {
    expected: `the FIFO is still there after ${after}`,
    actual: 'it is gone',
  });
}

function stop(t: CheckContext, file: string) {
  return t.plugin.call('LogDriver.StopLogging', {File: file}, {probe: true});
}

export const nextRun = defineCheck({
  id: 'logging.stop-logging.next-run',
  title: 'A container that is started again logs into the same log, which keeps what it had',
  level: 'MUST',
  requirement: ['logging/21', 'logging/22'],
  problem: 'A container that was started again lost its earlier log, or logged nothing.',
  consequence: '`docker logs` after `docker restart` shows the last run only, or nothing',
  fix: 'Append to the log of ContainerID, whichever File it comes from.',
  needs,
  dependsOn: ['logging.stop-logging.nothing-lost'],
  async run(t) {
    const writer = await givenWriter(t);
    const six = numbered(t, 6);
    for (let run = 0; run < 3; run += 1) {
      if (run > 0) {
        await end(t, writer);
        t.expect.equal((await writer.container.start()).error, '', 'the error of `docker start`');
      }
      await write(t, writer, six.lines(2 * run + 1, 2 * run + 2));
    }
    await expectArrival(t, writer.container, six);
  },
});
