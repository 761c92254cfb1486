import {defineRule, type Exchange, type Finding, readReply} from '../../src/authoring.ts';
import {looksCompressed, showAnswer} from './_answers.ts';

/** Ways in which dockerd can not use the body of a 200. */
type Fault = 'empty' | 'not JSON' | 'not an object' | 'Err' | 'field';

/** How the body fails; undefined: it does not; `'skip'`: dockerd does not decode it, or other rules object. */
function faultOf(exchange: Exchange): {fault: Fault; error: string} | 'skip' | undefined {
  const {method, response, error} = exchange;
  if (response?.status !== 200 || error !== null || looksCompressed(response)) return 'skip';
  const reading = readReply(method, response.body);
  if (reading.kind === 'unread') return 'skip';
  if (reading.kind === 'value') return undefined;
  return {fault: classify(reading.error), error: reading.error};
}

/** By the text of Go's decoder. */
function classify(error: string): Fault {
  if (error === 'EOF') return 'empty';
  if (!error.startsWith('json: cannot unmarshal')) return 'not JSON';
  if (/ into Go value of type /.test(error)) return 'not an object';
  return /\.Err of type string$/.test(error) ? 'Err' : 'field';
}

function judge(exchange: Exchange, fault: Fault, expected: string): Finding | 'skip' | undefined {
  const found = faultOf(exchange);
  if (found === 'skip' || found === undefined || exchange.response === null)
    return found as 'skip' | undefined;
  if (found.fault !== fault) return undefined;
  return {message: '', expected, actual: `${showAnswer(exchange.response)}: ${found.error}`};
}

export const notEmpty = defineRule({
  id: 'transport.body.not-empty',
  title: 'A 200 has a body where dockerd decodes it',
  level: 'MUST',
  requirement: 'transport/16',
  problem: 'The plugin reported success with an empty body.',
  consequence: 'the call fails with `EOF`',
  fix: 'Answer `{}` where there is nothing to say.',
  on: '*',
  judge: exchange => judge(exchange, 'empty', 'a JSON object, {} at least'),
});

export const isJson = defineRule({
  id: 'transport.body.is-json',
  title: 'The body of a 200 is JSON from its first byte on',
  level: 'MUST',
  requirement: ['transport/17', 'transport/16'],
  problem: 'The body of a successful answer is not JSON.',
  consequence: 'the call fails with `invalid character … looking for beginning of value`',
  fix: 'Write one JSON object and nothing before it: no byte order mark, no debug output, no HTML, double quotes.',
  on: '*',
  judge: exchange => judge(exchange, 'not JSON', 'a JSON object'),
});

export const isObject = defineRule({
  id: 'transport.body.is-object',
  title: 'The body of a 200 is a JSON object',
  level: 'MUST',
  requirement: 'transport/16',
  problem: 'The body of a successful answer is JSON, but not an object.',
  consequence: 'the call fails with `json: cannot unmarshal … into Go value of type …`',
  fix: 'Put the members of the answer into one object; do not encode it twice.',
  on: '*',
  judge: exchange => judge(exchange, 'not an object', 'a JSON object'),
});

export const errIsText = defineRule({
  id: 'transport.body.err-is-text',
  title: 'Err is a string, null or absent',
  level: 'MUST',
  requirement: 'transport/18',
  problem: 'Err is not a string.',
  consequence:
    'the call fails with `json: cannot unmarshal … into Go struct field …Err of type string`, also when it was carried out',
  fix: 'Answer `"Err": ""` or leave Err out for success; put the text of an error into it, nothing else.',
  on: '*',
  judge: exchange => judge(exchange, 'Err', 'Err as a string'),
});

export const fieldTypes = defineRule({
  id: 'transport.body.field-types',
  title: 'The fields that dockerd reads have the types that it expects',
  level: 'MUST',
  requirement: 'transport/16',
  problem: 'A field of a successful answer has a type that dockerd can not read.',
  consequence: 'the whole call fails with `json: cannot unmarshal … into Go struct field …`',
  fix: 'Give every field the type of the protocol; leave out what you do not know.',
  on: '*',
  judge: exchange => judge(exchange, 'field', 'fields of the types in the protocol'),
});
