import {defineRule, type Exchange, type Finding} from '../../src/authoring.ts';

const on = ['AuthZPlugin.AuthZReq', 'AuthZPlugin.AuthZRes'];

export const verdictsAre200 = defineRule({
  id: 'authz.answers.verdicts-are-200',
  title: 'A verdict comes with status 200, also a denial',
  level: 'MUST',
  requirement: ['authz/2', 'authz/6'],
  on,
  problem: 'A verdict came with another status than 200.',
  consequence:
    'dockerd reads no verdict from it: status 500 and `plugin NAME failed with error: …: {"Allow":…}`',
  fix: 'Answer denials with status 200 and `{"Allow": false, "Msg": "…"}`.',
  judge(exchange) {
    const status = exchange.response?.status;
    if (status === undefined || status === 200) return 'skip';
    const {allow, err} = read(exchange);
    if (typeof allow !== 'boolean' || err !== '') return undefined;
    return found('status 200', `status ${status} with ${exchange.response?.body.text.trim().slice(0, 200)}`);
  },
});

export const allowIsBoolean = defineRule({
  id: 'authz.answers.allow-is-boolean',
  title: 'Allow is a boolean',
  level: 'MUST',
  requirement: 'authz/3',
  on,
  problem: 'Allow is no boolean, so that the answer could not be read.',
  consequence:
    '`plugin NAME failed with error: json: cannot unmarshal … into Go struct field Response.Allow of type bool`',
  fix: 'Send `true` or `false` without quotes.',
  judge(exchange) {
    if (exchange.response?.status !== 200) return 'skip';
    const {allow} = read(exchange);
    if (allow === undefined || allow === null || typeof allow === 'boolean') return undefined;
    return found('Allow true or false', `Allow is ${JSON.stringify(allow)}`);
  },
});

export const denialsSayWhy = defineRule({
  id: 'authz.answers.denials-say-why',
  title: 'A denial says why',
  level: 'SHOULD',
  requirement: 'authz/7',
  on,
  problem: 'A denial gave no reason.',
  consequence: 'the user reads `authorization denied by plugin NAME: ` and nothing after it',
  fix: 'Put the reason into `Msg`.',
  judge(exchange) {
    if (exchange.response?.status !== 200) return 'skip';
    const {allow, msg, err, isObject} = read(exchange);
    if (!isObject || allow === true || msg !== '' || err !== '') return undefined;
    return found('a reason in Msg', exchange.response.body.text.trim().slice(0, 200) || 'an empty body');
  },
});

export const errorsHaveStatus = defineRule({
  id: 'authz.answers.errors-have-a-status',
  title: 'An error comes with another status than 200',
  level: 'SHOULD',
  requirement: 'authz/8',
  on,
  problem: 'An error came with status 200, where nobody reads it.',
  consequence: 'dockerd reads Allow and Msg alone: the user sees a denial without a reason, and no error',
  fix: 'Answer with status 500 and `{"Err": "…"}` when the plugin cannot judge.',
  judge(exchange) {
    if (exchange.response?.status !== 200) return 'skip';
    const {allow, msg, err} = read(exchange);
    if (err === '' || allow === true || msg !== '') return undefined;
    return found('status 500', `status 200 with Err ${JSON.stringify(err)}`);
  },
});

export const noErrorAllows = defineRule({
  id: 'authz.answers.no-error-allows',
  title: 'An error is never allowed',
  level: 'MUST',
  requirement: 'authz/9',
  on,
  problem: 'The plugin failed to judge a request, and dockerd executed it.',
  consequence: 'dockerd does not read Err in a 200: Allow counts, and the request is executed',
  fix: 'Never send `"Allow": true` together with Err.',
  judge(exchange) {
    if (exchange.response?.status !== 200) return 'skip';
    const {allow, err} = read(exchange);
    if (err === '' || allow !== true) return undefined;
    return found('Allow without Err, or Err without Allow', `Allow true with Err ${JSON.stringify(err)}`);
  },
});

interface Answer {
  readonly isObject: boolean;
  readonly allow: unknown;
  readonly msg: string;
  readonly err: string;
}

/** The members of an answer, keys in any case, as Go reads them. */
function read(exchange: Exchange): Answer {
  const value = parsed(exchange.response?.body.text ?? '');
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const members = new Map(
    Object.entries(isObject ? value : {}).map(([key, member]): [string, unknown] => [
      key.toLowerCase(),
      member,
    ]),
  );
  const text = (key: string) => {
    const member = members.get(key);
    return typeof member === 'string' ? member : '';
  };
  return {isObject, allow: members.get('allow'), msg: text('msg'), err: text('err')};
}

/** The first line is enough: encoders end with a line feed. */
function parsed(text: string): unknown {
  for (const candidate of [text, text.split('\n')[0] ?? '']) {
    try {
      return JSON.parse(candidate);
    } catch {
      // the next one
    }
  }
  return null;
}

function found(expected: string, actual: string): Finding {
  return {message: '', expected, actual};
}
