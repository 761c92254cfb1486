import {defineCheck} from '../../src/authoring.ts';
import {needs, runBare, runLogged} from './_given.ts';

const dependsOn = ['logging.start-logging.succeeds'];

export const bare = defineCheck({
  id: 'logging.start-logging.bare-container',
  title: 'A container without environment, labels and arguments starts',
  level: 'MUST',
  requirement: 'logging/43',
  problem: 'A container without environment, labels and arguments did not start.',
  consequence: '`docker run` of minimal images fails with `error creating logger: …`, or the plugin crashes',
  fix: 'Take ContainerEnv null, and empty ContainerArgs, ContainerLabels and Config, for what they are: nothing.',
  needs,
  dependsOn,
  async run(t) {
    const container = await runBare(t, await t.docker(), {command: ['/prog']});
    t.expect.equal(container.error, '', 'the error of `docker run`');
  },
});

export const rich = defineCheck({
  id: 'logging.start-logging.rich-container',
  title: 'A container with a large environment and odd labels starts',
  level: 'MUST',
  requirement: 'logging/2',
  problem: 'A container with a large environment or odd labels did not start.',
  consequence: '`docker run` fails with `error creating logger: …` for some containers only',
  fix: 'Read the whole body of StartLogging, and take any text in Info.',
  needs,
  dependsOn,
  async run(t) {
    const container = await runLogged(t, await t.docker(), {
      command: ['/bin/sh', '-c', 'echo "<&>" $1 \\\n\t\u2028', 'grüße'],
      env: Array.from({length: 1000}, (_, index) => `VARIABLE_${index}=${'x'.repeat(200)}`),
      labels: {'': 'empty key', 'org.example/a b': '', json: '{"a":["\u0007",null]}', ü: '日本'},
    });
    t.expect.equal(container.error, '', 'the error of `docker run`');
  },
});

export const daemonOptions = defineCheck({
  id: 'logging.start-logging.daemon-options',
  title: "The daemon's own log options, which are in Config too, are accepted",
  level: 'MUST',
  requirement: 'logging/41',
  problem: 'A container with log options of the daemon itself did not start.',
  consequence: '`docker run --log-opt mode=non-blocking` fails with the plugin’s words for an unknown option',
  fix: 'Pass over mode, max-buffer-size, cache-disabled, cache-max-size, cache-max-file and cache-compress in Config.',
  needs,
  dependsOn,
  async run(t) {
    const opts = {
      mode: 'non-blocking',
      'max-buffer-size': '4m',
      'cache-disabled': 'false',
      'cache-max-size': '10m',
      'cache-max-file': '2',
      'cache-compress': 'true',
    };
    const container = await runLogged(t, await t.docker(), {log: {opts}});
    t.expect.equal(container.error, '', 'the error of `docker run`');
  },
});

const UNKNOWN = 'plugtest-no-such-option';

export const unknownOption = defineCheck({
  id: 'logging.start-logging.unknown-option',
  title: 'An option that the plugin does not know is refused by its name',
  level: 'SHOULD',
  requirement: 'logging/42',
  problem: 'A log option that does not exist was accepted, or refused without its name.',
  consequence:
    'a typing error in --log-opt goes unnoticed until the logs are missed: the daemon does not look at them',
  fix: 'Compare the keys of Info.Config with those that you know, and name the one that you do not in Err.',
  needs,
  dependsOn,
  async run(t) {
    const container = await runLogged(t, await t.docker(), {log: {opts: {[UNKNOWN]: 'x'}}});
    t.expect.ok(!container.ok && container.error.includes(UNKNOWN), {
      expected: `\`docker run\` fails with a text that names ${UNKNOWN}`,
      actual: container.ok ? 'the container runs' : container.error,
    });
  },
});
