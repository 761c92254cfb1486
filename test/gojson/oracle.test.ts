import assert from 'node:assert/strict';
import test from 'node:test';
import {decodeFirst, decodeWhole} from '../../src/gojson/decode.ts';
import {encode} from '../../src/gojson/encode.ts';
import {handMade, mutated} from './oracle/corpus.ts';
import {type Answer, askGo, findGo, type Question} from './oracle/run.ts';
import {oracleTypes} from './oracle/types.ts';

/** More releases by name, when wanted: PLUGTEST_GO_TOOLCHAINS=go1.19.13,go1.24.4 (fetched by the go command). */
const toolchains = ['local', ...(process.env['PLUGTEST_GO_TOOLCHAINS'] ?? '').split(',').filter(Boolean)];
const questions = [...handMade(), ...mutated(10_000, 20_26)];

for (const toolchain of toolchains) {
  const go = findGo(toolchain);
  const skip = typeof go === 'string' ? go : false;
  test(`Bytes decode to the same values and errors as with Go (${toolchain})`, {skip}, () => {
    assert.ok(typeof go !== 'string');
    const answers = askGo(questions, go);
    const differences = questions.flatMap((question, index) => {
      const answer = answers[index];
      return answer === undefined ? ['no answer'] : compare(question, answer, go.minor);
    });
    assert.equal(answers.length, questions.length);
    assert.deepEqual(differences.slice(0, 30), [], `${differences.length} of ${questions.length} differ`);
  });
}

function compare(question: Question, theirs: Answer, go: number): string[] {
  const type = oracleTypes[question.type];
  assert.ok(type);
  const ours = (question.whole ? decodeWhole : decodeFirst)(question.bytes, type, {go, keepsDepth: true});
  const differ = (what: string, our: unknown, their: unknown) =>
    our === their
      ? []
      : [
          `${question.type} ${question.whole} ${Buffer.from(question.bytes).toString('latin1').slice(0, 200)}\n  ${what}\n  ours   ${our}\n  theirs ${their}`,
        ];
  if (!ours.ok || !theirs.ok)
    return differ('error', ours.ok ? 'accepted' : ours.error, theirs.error ?? 'accepted');
  return [
    ...(question.whole ? [] : differ('consumed', ours.consumed, theirs.consumed)),
    ...(theirs.encoded === undefined
      ? []
      : differ('value', rounded(encode(ours.value, {go, type})), rounded(theirs.encoded))),
  ];
}

/** Integers beyond 2^53 lose digits on our side; types.ts says so. */
function rounded(text: string): string {
  return text.replace(/\d{17,}/g, digits => String(Number(digits)));
}
