import {type Call, type CheckContext, describeOutcome} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';

/** Milliseconds before each try: a plugin may refuse while it is starting, and docker's next use asks again. */
const PAUSES_MS = [0, 100, 300, 600, 1000];

/** Plugin.Activate, again as long as it is refused. Gives the last answer. */
export async function activate(t: CheckContext): Promise<Call> {
  let answer = await t.plugin.call('Plugin.Activate');
  for (const pauseMs of PAUSES_MS.slice(1)) {
    if (answer.ok || answer.exchange.error?.kind === 'timeout') break;
    await pause(pauseMs);
    answer = await t.plugin.call('Plugin.Activate');
  }
  return answer;
}

/** Words of an answer, sorted; empty when there are none. */
export function wordsOf(answer: Call): readonly string[] {
  const words = answer.reply?.['Implements'];
  return Array.isArray(words) ? words.filter(word => typeof word === 'string').sort() : [];
}

/** Fails unless the answer names what the run's handshake named. */
export function expectSameWords(t: CheckContext, answer: Call, when: string): void {
  t.expect(answer).toSucceed();
  const expected = [...t.facts.implements].sort();
  t.expect.equal(wordsOf(answer), expected, `Implements ${when}`, answer);
}

/** Finds out what the handshake of a plugin that failed it would take: a hint for its author. */
export async function diagnose(t: CheckContext, failed: Call): Promise<string> {
  const status = failed.exchange.response?.status;
  if (status === undefined) return describeOutcome(failed);
  const attempts = [
    {options: {headers: {'Content-Type': 'application/json'}}, hint: 'with a Content-Type it succeeds'},
    {
      options: {headers: {'Content-Type': 'application/json'}, rawBody: '{}\n'},
      hint: 'with the JSON body {} it succeeds',
    },
    {options: {verb: 'GET'}, hint: 'as GET it succeeds'},
    {options: {headers: {Accept: '*/*'}}, hint: 'with Accept: */* it succeeds'},
    {options: {headers: {Host: 'localhost'}}, hint: 'with Host: localhost it succeeds'},
  ];
  for (const {options, hint} of attempts) {
    const attempt = await t.plugin.call('Plugin.Activate', undefined, {...options, probe: true});
    if (attempt.ok && wordsOf(attempt).length > 0) return `${describeOutcome(failed)}; ${hint}`;
  }
  return describeOutcome(failed);
}
