import {defineRule, type Exchange, readError, readReply} from '../../src/authoring.ts';
import {isRedirect, optionalMethods, type Response, showAnswer} from './_answers.ts';
import {slipIn} from './_slip.ts';

/** An answer that dockerd takes for an error by its status, and whose text it passes on. */
function errorAnswer({method, response, error}: Exchange): Response | undefined {
  if (response === null || response.status < 300 || isRedirect(response) || error !== null) return undefined;
  return response.body.truncated || optionalMethods.includes(method) ? undefined : response;
}

export const hasText = defineRule({
  id: 'transport.error.has-text',
  title: 'An error says what is wrong',
  level: 'SHOULD',
  requirement: 'transport/20',
  problem: 'The plugin refused a call without a word.',
  consequence: 'the user reads `<method>: ` and nothing after it, or `{"Err":""}`',
  fix: 'Answer errors with `{"Err": "what is wrong, with the name of the volume or network"}`.',
  on: '*',
  judge(exchange) {
    const response = errorAnswer(exchange);
    if (response === undefined) return 'skip';
    const {text, fromErr} = readError(response.body);
    if (fromErr ? text.trim() !== '' : !/^\s*$|^\s*\{\s*"err"\s*:\s*(""|null)\s*\}\s*$/i.test(text))
      return undefined;
    return {message: '', expected: 'a text in Err', actual: showAnswer(response)};
  },
});

export const nothingAfter = defineRule({
  id: 'transport.error.nothing-after',
  title: 'Nothing follows the JSON object of an error',
  level: 'SHOULD',
  requirement: 'transport/21',
  problem: 'Something follows the JSON of an error.',
  consequence: 'dockerd parses an error body strictly: the user reads it raw, braces and all',
  fix: 'Return from the handler once the error is written.',
  on: '*',
  judge(exchange) {
    const response = errorAnswer(exchange);
    if (response === undefined) return 'skip';
    if (!readError(response.body).hasTrailing) return undefined;
    return {message: '', expected: 'one JSON object', actual: showAnswer(response)};
  },
});

export const readable = defineRule({
  id: 'transport.error.readable',
  title: 'An error reads well in the terminal: Err of a JSON object, or plain text',
  level: 'SHOULD',
  requirement: 'transport/19',
  problem: 'The text of an error is not where dockerd looks for it.',
  consequence: 'the user reads the raw body: JSON with its braces, or a page of HTML',
  fix: 'Answer errors with `{"Err": "text"}`; the key must be Err.',
  on: '*',
  judge(exchange) {
    const response = errorAnswer(exchange);
    if (response === undefined || response.body.bytes === 0) return 'skip';
    const {fromErr, hasTrailing} = readError(response.body);
    if (fromErr || hasTrailing || /^\s*\{\s*"err"\s*:\s*(""|null)\s*\}\s*$/i.test(response.body.text))
      return undefined;
    // plain text is read as it is
    if (!/^\s*[[{<]/.test(response.body.text)) return undefined;
    return {message: '', expected: '{"Err": "text"}', actual: showAnswer(response)};
  },
});

export const underErr = defineRule({
  id: 'transport.error.under-err',
  title: 'An error in a 200 is under the key Err',
  level: 'SHOULD',
  requirement: 'transport/19',
  problem: 'A 200 carries the text of an error under another key than Err.',
  consequence: 'dockerd reads Err only: to docker and its user the call succeeded',
  fix: 'Put the text into `Err`.',
  on: '*',
  judge({method, response}) {
    // an IPAM driver's key is Error (moby v28.5.2 libnetwork/ipams/remote/api/api.go Response)
    if (method.startsWith('IpamDriver.')) return 'skip';
    if (response?.status !== 200 || readReply(method, response.body).kind !== 'value') return 'skip';
    const [, key, text] =
      /^\s*\{\s*"(error|errors|exception)"\s*:\s*"([^"]+)"/i.exec(response.body.text) ?? [];
    if (key === undefined || /"err"\s*:\s*"[^"]/i.test(response.body.text)) return undefined;
    return {message: '', expected: `"Err": "${text}"`, actual: showAnswer(response)};
  },
});

export const noErrOnSuccess = defineRule({
  id: 'transport.error.no-err-on-success',
  title: 'Err does not say that all is well',
  level: 'MUST',
  requirement: 'transport/18',
  problem: 'The plugin put a word of success into Err.',
  consequence: 'any text in Err is an error: the call fails with that word',
  fix: 'Answer `"Err": ""` for success, or leave Err out.',
  on: '*',
  judge({method, response}) {
    if (response === null) return 'skip';
    const reading = response.status === 200 ? readReply(method, response.body) : undefined;
    if (reading?.kind !== 'value') return 'skip';
    const {value} = reading;
    const err = typeof value === 'object' && value !== null && 'Err' in value ? value.Err : '';
    if (typeof err !== 'string' || !WELL.test(err)) return undefined;
    return {message: '', expected: 'Err empty', actual: showAnswer(response)};
  },
});

const WELL = /^\s*(ok|okay|success|succeeded|none|null|nil|no error|undefined|false|0)[.!]?\s*$/i;

export const forUsers = defineRule({
  id: 'transport.error.for-users',
  title: 'An error tells of the matter, not of the program that met it',
  level: 'SHOULD',
  requirement: 'transport/20',
  problem: 'An error is what the language said when the program stumbled.',
  consequence:
    "the user of docker reads, say, `local variable 'res' referenced before assignment` and knows neither what is wrong nor what to do",
  fix: 'Mend what went wrong in the program; check what the request names first, and refuse it in words of your own.',
  on: '*',
  judge({method, response}) {
    if (response === null || optionalMethods.includes(method)) return 'skip';
    const text = response.status === 200 ? errIn(response.body.text) : readError(response.body).text;
    if (text === '') return 'skip';
    const words = slipIn(text);
    if (words === '') return undefined;
    return {message: '', expected: `an error without \`${words}\``, actual: showAnswer(response)};
  },
});

/** The text of an error that came with 200, under the key of whichever interface. */
function errIn(body: string): string {
  const text = /"err(?:or)?"\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(body)?.[1] ?? '';
  return text.replaceAll('\\n', '\n').replaceAll('\\"', '"');
}
