import assert from 'node:assert/strict';
import test from 'node:test';
import {decodeFirst, decodeWhole} from '../../src/gojson/decode.ts';
import {encode} from '../../src/gojson/encode.ts';
import type {GoType} from '../../src/gojson/types.ts';
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
  const ours = (question.whole ? decodeWhole : decodeFirst)(question.bytes, type, {go});
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
    ...(theirs.encoded === undefined || question.bytes.length > 5000
      ? []
      : differ('value', rounded(encode(asGo(ours.value, type), {go})), rounded(theirs.encoded))),
  ];
}

/** Integers beyond 2^53 lose digits on our side; types.ts says so. */
function rounded(text: string): string {
  return text.replace(/\d{17,}/g, digits => String(Number(digits)));
}

/** The value with Maps for Go's maps, so that the encoder sorts them as Go does. */
function asGo(value: unknown, type: GoType): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(element => asGo(element, elementOf(type)));
  if (type.kind === 'pointer') return asGo(value, type.element);
  if (type.kind !== 'struct') {
    return new Map(Object.entries(value).map(([key, member]) => [key, asGo(member, elementOf(type))]));
  }
  const types = new Map(type.fields.map(field => [field.name, field.type]));
  const members = Object.entries(value).map(([key, member]) => [
    key,
    asGo(member, types.get(key) ?? {kind: 'any'}),
  ]);
  return Object.fromEntries(members);
}

function elementOf(type: GoType): GoType {
  return type.kind === 'slice' || type.kind === 'map' ? type.element : {kind: 'any'};
}
