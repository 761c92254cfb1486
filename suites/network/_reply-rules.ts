import {type RuleDefinition, readReply} from '../../src/authoring.ts';

/** Of network and IPAM calls alike: a success is a 200. */
export const successIs200 = {
  level: 'MUST',
  problem: 'A success was sent with another status than 200.',
  consequence: 'dockerd takes every other status for an error: the command fails and shows the raw body',
  fix: 'Answer with 200; 201, 202 and 204 are errors to dockerd.',
  judge({response}) {
    if (response === null) return 'skip';
    if (response.status < 201 || response.status > 299) return undefined;
    return {message: '', expected: 'status 200', actual: `status ${response.status}`};
  },
} as const satisfies Partial<RuleDefinition>;

/** Likewise: the body of a 200 decodes as Go decodes it. */
export const decodes = {
  level: 'MUST',
  problem: 'An answer could not be decoded.',
  consequence: 'the command fails with `EOF`, `invalid character …` or `json: cannot unmarshal …`',
  judge({method, response}) {
    if (response?.status !== 200 || !response.complete) return 'skip';
    const reading = readReply(method, response.body);
    if (reading.kind !== 'undecodable') return undefined;
    const text = response.body.bytes === 0 ? 'an empty body' : response.body.text.trim().slice(0, 300);
    return {message: '', expected: 'a JSON object that decodes', actual: `${text}: ${reading.error}`};
  },
} as const satisfies Partial<RuleDefinition>;
