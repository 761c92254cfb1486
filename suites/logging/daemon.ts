import {defineCheck} from '../../src/authoring.ts';
import {end} from './_calls.ts';
import {needs} from './_given.ts';
import {numbered} from './_numbered.ts';
import {expectArrival} from './_sight.ts';
import {lastOf, tappedDocker} from './_tap.ts';
import {givenWriter, write} from './_write.ts';

const dependsOn = ['logging.stop-logging.next-run'];

export const crash = defineCheck({
  id: 'logging.daemon.crash',
  title: 'After a crash of dockerd containers log on, into the same log',
  level: 'MUST',
  requirement: ['logging/20', 'logging/21'],
  problem: 'After a crash of dockerd a container lost its log, or did not log any more.',
  consequence:
    'dockerd sends no StopLogging when it is killed: the FIFO ends, and the next dockerd calls StartLogging with another File for the same container',
  fix: 'Take the end of a FIFO for the end of this File alone, and let StartLogging go on with the log of ContainerID.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const writer = await givenWriter(t, {restart: 'always'});
    const [before, after] = [numbered(t, 3), numbered(t, 3)];
    await write(t, writer, before.lines(1, 3));
    await expectArrival(t, writer.container, before);
    await writer.docker.restartDaemon({how: 'kill'});
    t.expect.ok(writer.container.running, {expected: 'the container runs again', actual: 'it does not'});
    await write(t, writer, after.lines(1, 3));
    await end(t, writer);
    await expectArrival(t, writer.container, before);
    await expectArrival(t, writer.container, after);
  },
});

export const liveRestore = defineCheck({
  id: 'logging.daemon.live-restore',
  title: 'Containers that outlive dockerd log on with the next one',
  level: 'MUST',
  requirement: ['logging/21', 'logging/48'],
  problem: 'A container that live-restore kept running lost lines, or did not log any more.',
  consequence:
    'after an update of docker with live-restore, `docker logs` stops at the update and containers freeze',
  fix: 'Accept StartLogging for a ContainerID that logs already, with a new File; no StopLogging came for the old one.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const docker = await t.docker();
    await docker.restartDaemon({liveRestore: true});
    const writer = await givenWriter(t, {}, docker);
    const lines = numbered(t, 9);
    await write(t, writer, lines.lines(1, 3));
    await docker.daemon.end();
    await write(t, writer, lines.lines(4, 6));
    await docker.daemon.start();
    await write(t, writer, lines.lines(7, 9));
    await end(t, writer);
    await expectArrival(t, writer.container, lines);
  },
});

export const cutOff = defineCheck({
  id: 'logging.daemon.cut-off',
  title: 'A FIFO that ends in the middle of a message harms nothing else',
  level: 'MUST',
  requirement: ['logging/51', 'logging/20'],
  problem: 'When dockerd was killed in the middle of a message, more was lost than that message.',
  consequence: 'the plugin dies or logs nothing any more, although dockerd is back: its containers freeze',
  fix: 'Drop what there is of the message, close the FIFO, and go on with the others (io.ErrUnexpectedEOF).',
  needs,
  dependsOn: ['logging.daemon.crash'],
  exclusive: true,
  async run(t) {
    const tapped = await tappedDocker(t);
    const writer = await givenWriter(t, {restart: 'always'}, tapped.docker);
    const [before, after] = [numbered(t, 3), numbered(t, 3)];
    await write(t, writer, before.lines(1, 3));
    await expectArrival(t, writer.container, before);
    const fifo = lastOf(t, tapped);
    const frame = fifo.frame({source: 'stdout', time: 1n, line: new Uint8Array(100), partial: null});
    await fifo.write(frame.subarray(0, 50));
    await tapped.docker.restartDaemon({how: 'kill'});
    await write(t, writer, after.lines(1, 3));
    await expectArrival(t, writer.container, before);
    await expectArrival(t, writer.container, after);
  },
});
