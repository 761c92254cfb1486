import {type CheckContext, canRestart, defineCheck, ownsProcess} from '../../src/authoring.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {givenWriter, startWriter, write} from './_write.ts';

const dependsOn = ['logging.stop-logging.nothing-lost'];

/** The plugin ends as in a crash, or as its restart command ends it, and comes back. */
async function crash(t: CheckContext): Promise<void> {
  if (t.facts.ownsProcess) await t.process.kill();
  await t.process.start();
}

export const stops = defineCheck({
  id: 'logging.restart.stop-succeeds',
  title: 'Containers from before a restart of the plugin can be ended after it',
  level: 'MUST',
  requirement: ['logging/17', 'logging/48'],
  problem: 'A container that logged before a restart of the plugin could not be ended cleanly after it.',
  consequence:
    'dockerd calls StopLogging with a File that the new process never heard of: the FIFO is left behind and a managed plugin is `in use` for ever, or `docker stop` hangs',
  fix: 'Answer StopLogging of an unknown File with 200 and `{}`, without Plugin.Activate before it.',
  needs: [...needs, canRestart],
  dependsOn,
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    await write(t, writer, 'before\n');
    await crash(t);
    await end(t, writer);
  },
});

export const logsOn = defineCheck({
  id: 'logging.restart.logs-on',
  title: 'After a restart of the plugin running containers log on',
  level: 'SHOULD',
  requirement: 'logging/46',
  problem: 'After a restart of the plugin a running container did not log any more.',
  consequence:
    'dockerd does not call StartLogging again: after a crash or an update of the plugin each container logs nothing, and freezes once 64 KiB wait in its FIFO',
  fix: 'Remember File and Info on disk in StartLogging until StopLogging, and open these files again at start.',
  needs: [...needs, canRestart],
  dependsOn: ['logging.restart.stop-succeeds'],
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    const [before, meanwhile] = [numbered(t, 3), numbered(t, 3, 'while the plugin was down')];
    const after = numbered(t, 2000, 'after the restart');
    await write(t, writer, before.lines(1, 3));
    await expectArrival(t, writer.container, before);
    if (t.facts.ownsProcess) await t.process.kill();
    if (t.facts.ownsProcess) await write(t, writer, meanwhile.lines(1, 3));
    await t.process.start();
    if (!t.facts.ownsProcess) await write(t, writer, meanwhile.lines(1, 3));
    for (let from = 1; from < after.count; from += 50)
      await write(t, writer, after.lines(from, from + 49, 1023));
    for (const lines of [before, meanwhile, after]) await expectArrival(t, writer.container, lines);
  },
});

export const stopped = defineCheck({
  id: 'logging.restart.stopped-in-time',
  title: 'What was written before a plugin is stopped with SIGTERM is in the log',
  level: 'SHOULD',
  requirement: 'logging/46',
  problem: 'Lines that a container wrote right before the plugin was stopped are not in its log.',
  consequence: 'an update or restart of the plugin loses lines that no one can get back',
  fix: 'On SIGTERM, hand on what you have read; leave what is in the FIFO for the next process.',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.restart.logs-on'],
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    const lines = numbered(t, 300);
    await write(t, writer, lines.lines(1, 300));
    if (!(await t.process.stop())) await t.process.kill();
    await t.process.start();
    await end(t, writer);
    await expectArrival(t, writer.container, lines);
  },
});

export const orphans = defineCheck({
  id: 'logging.restart.orphaned-fifos',
  title: 'The plugin starts although dockerd was killed too and left its FIFOs behind',
  level: 'MUST',
  requirement: 'logging/49',
  problem: 'After a crash of the machine’s daemons the plugin did not come up again.',
  consequence:
    'opening a FIFO that nobody writes to waits for ever: no container with this log driver starts',
  fix: 'Open remembered FIFOs with O_NONBLOCK, or each in a thread of its own, and forget those that are gone.',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.restart.stop-succeeds'],
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t);
    await write(t, writer, 'a line\n');
    await writer.docker.daemon.end({how: 'kill'});
    await t.process.kill();
    await t.process.start();
    const next = await startWriter(t);
    const three = numbered(t, 3);
    await write(t, next, three.lines(1, 3));
    await expectArrival(t, next.container, three);
  },
});
