import {defineCheck} from '../../src/authoring.ts';
import {needs, runLogged} from './_given.ts';

export const succeeds = defineCheck({
  id: 'logging.start-logging.succeeds',
  title: 'A container that logs to the plugin starts',
  level: 'MUST',
  requirement: 'logging/2',
  problem: 'A container that logs to the plugin did not start.',
  consequence:
    '`docker run` fails with `failed to initialize logging driver: error creating logger: …`; the container stays "created"',
  fix: 'Answer StartLogging with 200 and `{}` as soon as the FIFO is open; options that you require are given with --log-opt.',
  needs,
  async run(t) {
    const container = await runLogged(t, await t.docker());
    t.expect.equal(container.error, '', 'the error of `docker run`');
    t.expect.ok(container.running, {expected: 'the container runs', actual: 'it does not'});
  },
});
