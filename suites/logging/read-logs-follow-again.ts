import {defineCheck} from '../../src/authoring.ts';
import {end} from './_calls.ts';
import {follow} from './_follow.ts';
import {needs} from './_given.ts';
import {expectLines, givenLog, read, someLines} from './_read.ts';
import {write} from './_write.ts';

export const secondRun = defineCheck({
  id: 'logging.read-logs.follow-second-run',
  title: 'A container that was started again is followed until it ends again',
  level: 'MUST',
  requirement: ['logging/35', 'logging/36'],
  problem:
    'When a container had been started again, `docker logs -f` did not show what it wrote, or did not end.',
  consequence:
    '`docker logs -f` of a container that was restarted once, or whose log was looked at while it was stopped, ends at once',
  fix: 'Decide by the FIFOs that are open for the container at this moment whether a follow goes on, not by whether one was ever stopped.',
  needs,
  dependsOn: ['logging.read-logs.follow-ends', 'logging.read-logs.second-run'],
  async run(t) {
    const lines = someLines(t, 4);
    const [old, fresh] = [lines.slice(0, 2), lines.slice(2)];
    const writer = await givenLog(t, old);
    await end(t, writer);
    expectLines(t, await read(writer.container), {flags: '', expected: old});
    t.expect.equal((await writer.container.start()).error, '', 'the error of `docker start`');
    const following = follow(t, writer.container);
    for (const [index, line] of fresh.entries()) {
      await following.until(seen => seen.length >= old.length + index);
      await write(t, writer, `${line}\n`);
    }
    await following.until(seen => seen.length >= lines.length);
    t.expect.equal(following.seen(), lines, 'what `docker logs -f` printed');
    await end(t, writer);
    t.expect.ok(await following.ended(), {
      expected: '`docker logs -f` ends when the container has ended again',
      actual: `it goes on ${t.settings.callTimeoutMs / 1000} s later`,
    });
  },
});
