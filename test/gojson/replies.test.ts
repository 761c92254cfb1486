import assert from 'node:assert/strict';
import test from 'node:test';
import {decodeFirst} from '../../src/gojson/decode.ts';
import {encode} from '../../src/gojson/encode.ts';
import type {GoType} from '../../src/gojson/types.ts';
import {knownMethods, messageOf} from '../../src/schema/messages.ts';
import {replies} from './oracle/replies.ts';
import {type Answer, askGo, findGo, type Question} from './oracle/run.ts';

const COUNT = 10_000;
const go = findGo('local');
const skip = typeof go === 'string' ? go : false;

/** Methods by the type of their reply: many share one. */
const methods = new Map<string, {type: GoType; names: string[]}>();
for (const name of knownMethods()) {
  const type = messageOf(name).responseType;
  const known = methods.get(JSON.stringify(type));
  if (known) known.names.push(name);
  else methods.set(JSON.stringify(type), {type, names: [name]});
}

for (const {type, names} of methods.values()) {
  const [first = '', ...more] = names;
  const what = more.length === 0 ? first : `${first} and ${more.length} more`;
  test(`${COUNT} random replies to ${what} are taken or refused as by Go, with the same values`, {
    skip,
  }, () => {
    assert.ok(typeof go !== 'string');
    const questions = replies(type, {count: COUNT, seed: 20_26}).map(bytes => ({
      type: '',
      shape: type,
      whole: false,
      bytes,
    }));
    const answers = askGo(questions, go);
    assert.equal(answers.length, COUNT);
    const differences = questions.flatMap((question, index) =>
      difference(question, answers[index], go.minor),
    );
    assert.deepEqual(differences.slice(0, 10), [], `${differences.length} of ${COUNT} differ`);
    const taken = answers.filter(({ok}) => ok).length;
    assert.ok(
      taken > COUNT / 20 && taken < COUNT - COUNT / 20,
      `${taken} of ${COUNT} were taken: too one-sided`,
    );
  });
}

function difference({shape, bytes}: Question, theirs: Answer | undefined, minor: number): string[] {
  assert.ok(shape && theirs);
  const ours = decodeFirst(bytes, shape, {go: minor});
  const mine = ours.ok ? rounded(encode(ours.value, {go: minor, type: shape})) : 'refused';
  // Go reads a time of year 10000 or zone 24 that it can't print
  const yours = theirs.ok ? (theirs.encoded === undefined ? mine : rounded(theirs.encoded)) : 'refused';
  if (mine === yours && ours.ok === theirs.ok) return [];
  return [
    `${Buffer.from(bytes).toString('latin1').slice(0, 300)}\n  ours   ${mine}\n  theirs ${yours} ${theirs.error ?? ''}`,
  ];
}

/** Integers beyond 2^53 lose digits on our side; types.ts says so. */
function rounded(text: string): string {
  return text.replace(/\d{17,}/g, digits => String(Number(digits)));
}
