import {
  defineCheck,
  defineRule,
  firstValue,
  implementsDriver,
  memberOf,
  readReply,
} from '../../src/authoring.ts';

const needs = [implementsDriver('LogDriver')];

export const answers = defineCheck({
  id: 'logging.capabilities.answers',
  title: 'Capabilities, which has an empty body, is answered, be it with 404',
  level: 'MUST',
  requirement: 'logging/26',
  problem: 'The plugin did not answer what it can do.',
  consequence:
    'dockerd asks before every start of a container and waits for ever: `docker run` hangs; a connection that is dropped costs 15 seconds each time',
  fix: 'Answer POST /LogDriver.Capabilities at once with `{"Cap": {"ReadLogs": true}}`, or with 404.',
  needs,
  async run(t) {
    t.expect(await t.plugin.call('LogDriver.Capabilities')).toAnswer();
  },
});

export const form = defineRule({
  id: 'logging.capabilities.form',
  title: 'Capabilities announces ReadLogs inside Cap',
  level: 'MUST',
  requirement: 'logging/27',
  problem: 'ReadLogs is announced where dockerd does not look.',
  consequence:
    'ReadLogs is never called: `docker logs` shows a copy that dockerd keeps, or fails with `configured logging driver does not support reading`',
  fix: 'Answer with `{"Cap": {"ReadLogs": true}}`.',
  on: 'LogDriver.Capabilities',
  judge({response}) {
    if (response?.status !== 200) return 'skip';
    const body = firstValue(response.body.text);
    const isOutside = memberOf(body, 'ReadLogs') === true && memberOf(body, 'Cap') === undefined;
    if (!isOutside) return undefined;
    return {
      message: '',
      expected: '{"Cap": {"ReadLogs": true}}',
      actual: response.body.text.trim().slice(0, 300),
    };
  },
});

export const decodes = defineRule({
  id: 'logging.capabilities.decodes',
  title: 'The body of a 200 to Capabilities is JSON of the documented types',
  level: 'SHOULD',
  requirement: 'logging/26',
  problem: 'What the plugin can do could not be read.',
  consequence: 'dockerd takes it for a driver without ReadLogs and says nothing',
  fix: 'Send `{"Cap": {"ReadLogs": true}}` with a boolean, or 404.',
  on: 'LogDriver.Capabilities',
  judge({method, response}) {
    if (response?.status !== 200) return 'skip';
    const reading = readReply(method, response.body);
    if (reading.kind !== 'undecodable') return undefined;
    const text = response.body.bytes === 0 ? 'an empty body' : response.body.text.trim().slice(0, 300);
    return {message: '', expected: 'a JSON object that decodes', actual: `${text}: ${reading.error}`};
  },
});

export const errBesideCap = defineRule({
  id: 'logging.capabilities.err-beside-cap',
  title: 'Capabilities does not announce ReadLogs and fail at once',
  level: 'SHOULD',
  requirement: 'logging/27',
  problem: 'ReadLogs is announced beside an error.',
  consequence: 'up to 28.0.1 `docker logs` reads from the plugin, later it does not',
  fix: 'Leave Err empty.',
  on: 'LogDriver.Capabilities',
  judge({response}) {
    if (response?.status !== 200) return 'skip';
    const body = firstValue(response.body.text);
    const cap = memberOf(body, 'Cap');
    const err = memberOf(body, 'Err');
    const isTorn = memberOf(cap, 'ReadLogs') === true && typeof err === 'string' && err !== '';
    return isTorn ? {message: '', expected: 'Err is empty', actual: `Err is "${err}"`} : undefined;
  },
});
