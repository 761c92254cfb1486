import {defineRule, readError} from '../../src/authoring.ts';

/** moby v28.5.2 daemon/errors.go setExitCodeFromError. */
const MISLEADING =
  /executable file not found|no such file or directory|system cannot find the file specified|not a directory|permission denied/;

export const errorWords = defineRule({
  id: 'logging.start-logging.error-words',
  title: 'Errors of StartLogging do not sound as if the container’s command were wrong',
  level: 'SHOULD',
  requirement: 'logging/45',
  problem: 'An error of StartLogging has words from which dockerd concludes that the command is wrong.',
  consequence: '`docker run` ends with 126 or 127, as for a command that is not there, instead of 128',
  fix: 'Say in Err what the plugin could not do, without `permission denied`, `not a directory` and `no such file or directory`.',
  on: 'LogDriver.StartLogging',
  judge({response}) {
    if (response === null) return 'skip';
    const {text, fromErr} = readError(response.body);
    if (response.status === 200 && !fromErr) return 'skip';
    const words = MISLEADING.exec(text)?.[0];
    if (words === undefined) return undefined;
    return {
      message: '',
      expected: 'an error in other words',
      actual: `"${words}" in ${text.trim().slice(0, 300)}`,
    };
  },
});
