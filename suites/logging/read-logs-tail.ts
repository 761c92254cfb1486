import {defineCheck} from '../../src/authoring.ts';
import {needs} from './_given.ts';
import {expectLines, givenLog, read, someLines} from './_read.ts';

const dependsOn = ['logging.read-logs.again'];
const LINES = 20;

export const tail = defineCheck({
  id: 'logging.read-logs.tail',
  title: 'Tail gives the last lines, as many as were asked for',
  level: 'MUST',
  requirement: 'logging/31',
  problem: '`docker logs --tail` did not print the last lines.',
  consequence:
    'dockerd does not count lines itself: `docker logs -n 5` prints the whole log, or other lines than the last',
  fix: 'Send the last Config.Tail lines only; -1 means all.',
  needs,
  dependsOn,
  async run(t) {
    const lines = someLines(t, LINES);
    const {container} = await givenLog(t, lines);
    for (const tail of [1, 5, LINES - 1])
      expectLines(t, await read(container, {tail}), {flags: `--tail ${tail}`, expected: lines.slice(-tail)});
  },
});

export const tailZero = defineCheck({
  id: 'logging.read-logs.tail-zero',
  title: 'Tail 0 gives no line',
  level: 'MUST',
  requirement: 'logging/31',
  problem: '`docker logs --tail 0` printed old lines.',
  consequence: '`docker logs -f -n 0`, which means "from now on", prints the whole log first',
  fix: 'Take 0 for none; only a negative Tail means all.',
  needs,
  dependsOn,
  async run(t) {
    const {container} = await givenLog(t, someLines(t, LINES));
    expectLines(t, await read(container, {tail: 0}), {flags: '--tail 0', expected: []});
  },
});

export const tailMore = defineCheck({
  id: 'logging.read-logs.tail-more',
  title: 'Tail with more than there is gives everything',
  level: 'MUST',
  requirement: 'logging/31',
  problem: '`docker logs --tail` with a large number did not print the whole log.',
  consequence: '`docker logs -n 1000` fails or lacks lines',
  fix: 'Send all lines when there are fewer than Config.Tail.',
  needs,
  dependsOn,
  async run(t) {
    const lines = someLines(t, LINES);
    const {container} = await givenLog(t, lines);
    for (const tail of [LINES, LINES + 1, 1000])
      expectLines(t, await read(container, {tail}), {flags: `--tail ${tail}`, expected: lines});
  },
});
