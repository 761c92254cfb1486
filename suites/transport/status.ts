import {defineRule} from '../../src/authoring.ts';
import {showAnswer} from './_answers.ts';

export const onlyOkIsSuccess = defineRule({
  id: 'transport.status.success-is-200',
  title: 'Success has status 200, no other of the 2xx',
  level: 'MUST',
  requirement: 'transport/15',
  problem: 'The plugin reported success with another status than 200.',
  consequence: 'dockerd takes it for a failure: the user reads `<method>: ` and the raw body',
  fix: 'Answer with status 200 and a JSON object, `{}` where there is nothing to say.',
  on: '*',
  judge({response}) {
    if (response === null) return 'skip';
    if (response.status === 200 || response.status < 200 || response.status > 299) return undefined;
    return {message: '', expected: 'status 200', actual: showAnswer(response)};
  },
});

export const contentTypeNotAsked = defineRule({
  id: 'transport.status.no-content-type-needed',
  title: 'Requests without Content-Type are not refused for it',
  level: 'MUST',
  requirement: 'transport/12',
  problem: 'The plugin refused a call because it has no Content-Type.',
  consequence: 'dockerd never sends one: every such call fails, and the user reads the body of the 415',
  fix: 'Parse the body as JSON whatever the Content-Type says (in Flask: `get_json(force=True)`).',
  on: '*',
  judge({response}) {
    if (response === null) return 'skip';
    return response.status === 415
      ? {message: '', expected: 'any status but 415', actual: showAnswer(response)}
      : undefined;
  },
});

export const acceptTaken = defineRule({
  id: 'transport.status.accept-is-taken',
  title: "dockerd's Accept header is not refused",
  level: 'MUST',
  requirement: 'transport/13',
  problem: 'The plugin refused a call for its Accept header.',
  consequence: 'dockerd sends the same value with every call: all of them fail with the body of the 406',
  fix: 'Do not negotiate: answer JSON whatever Accept says.',
  on: '*',
  judge({response}) {
    if (response === null) return 'skip';
    return response.status === 406
      ? {
          message: '',
          expected: 'an answer to Accept: application/vnd.docker.plugins.v1.2+json',
          actual: showAnswer(response),
        }
      : undefined;
  },
});
