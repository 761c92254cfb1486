import fc from 'fast-check';
import type {GoType} from '../../../src/gojson/types.ts';

/** JSON text for a value that a plugin might send for this type: right, wrong, or odd. */
export function replyText(type: GoType): fc.Arbitrary<string> {
  return fc.oneof({weight: 5, arbitrary: rightText(type)}, {weight: 1, arbitrary: oddText});
}

/** Values of all types, and texts that are none. */
const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'null',
    '{}',
    '[]',
    '""',
    '0',
    'true',
    '"x"',
    '[null]',
    '[[]]',
    '{"":null}',
    '1e999',
    '-0',
    '01',
    '',
  ),
  fc.json({maxDepth: 2}),
  fc.constantFrom(
    '{"__proto__":{"a":1}}',
    '"\\ud800"',
    '"\\u0000"',
    '"\ufffd"',
    '99999999999999999999',
    '1.0',
    '1e2',
  ),
);

const words = fc.oneof(
  fc.string({unit: 'binary', maxLength: 12}),
  fc.constantFrom(
    '',
    'local',
    'global',
    '/x',
    '10.0.0.0/8',
    '2024-05-01T10:20:30Z',
    'aGk=',
    'aGk',
    '\u212a',
    '<&>',
    '\u2028',
  ),
);
const text = words.map(word => JSON.stringify(word));
const integers = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom(
    '127',
    '128',
    '-129',
    '255',
    '256',
    '65536',
    '2147483648',
    '9223372036854775808',
    '1.0',
    '1e2',
    '-0',
  ),
);

function rightText(type: GoType): fc.Arbitrary<string> {
  switch (type.kind) {
    case 'string':
    case 'bytes':
      return text;
    case 'bool':
      return fc.constantFrom('true', 'false');
    case 'int':
      return integers;
    case 'float':
      return fc.double().map(number => JSON.stringify(number));
    case 'any':
      return fc.json({maxDepth: 2});
    case 'time':
      return fc.oneof(
        fc.date({noInvalidDate: true}).map(date => JSON.stringify(date)),
        fc.constantFrom('"2024-05-01T10:20:30.5+02:00"', '"2024-02-30T00:00:00Z"', '"yesterday"'),
      );
    case 'pointer':
      return replyText(type.element);
    case 'slice':
      return fc.array(replyText(type.element), {maxLength: 3}).map(items => `[${items.join(',')}]`);
    case 'map':
      return fc
        .array(fc.tuple(text, replyText(type.element)), {maxLength: 3})
        .map(members => `{${members.map(([key, value]) => `${key}:${value}`).join(',')}}`);
    case 'struct':
      return structText(type);
  }
}

/** Members in any order, some twice, some in other case, some unknown. */
function structText({fields}: Extract<GoType, {kind: 'struct'}>): fc.Arbitrary<string> {
  const unknown = fc.tuple(text, oddText).map(([key, value]) => `${key}:${value}`);
  if (fields.length === 0) return fc.array(unknown, {maxLength: 2}).map(members => `{${members.join(',')}}`);
  const member = fc.oneof(
    {weight: 1, arbitrary: unknown},
    ...fields.map(({name, type}) => ({
      weight: 4,
      arbitrary: fc
        .tuple(spelling(name), replyText(type))
        .map(([key, value]) => `${JSON.stringify(key)}:${value}`),
    })),
  );
  return fc.array(member, {maxLength: fields.length + 2}).map(members => `{${members.join(',')}}`);
}

/** A key that Go may or may not take for the field. */
function spelling(name: string): fc.Arbitrary<string> {
  return fc.oneof(
    {weight: 5, arbitrary: fc.constant(name)},
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        name.toLowerCase(),
        name.toUpperCase(),
        `${name} `,
        name.replace('k', '\u212a').replace('s', '\u017f'),
      ),
    },
  );
}

const PIECES = '{ } [ ] , : " \\ 0 9 - . e null true \\u \\ud83d'.split(' ').map(piece => Buffer.from(piece));

/** `count` bodies for a type, a third of them damaged; the same seed gives the same ones. */
export function replies(
  type: GoType,
  {count, seed}: {readonly count: number; readonly seed: number},
): Uint8Array[] {
  const damage = fc.record({
    at: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
    drop: fc.integer({min: 0, max: 3}),
    insert: fc.constantFrom(...PIECES, Buffer.alloc(0), Buffer.of(0xff), Buffer.of(0xe2, 0x82), Buffer.of(0)),
  });
  const body = fc.tuple(
    replyText(type),
    fc.oneof(
      {weight: 2, arbitrary: fc.constant([])},
      {weight: 1, arbitrary: fc.array(damage, {minLength: 1, maxLength: 3})},
    ),
  );
  return fc.sample(body, {numRuns: count, seed}).map(([text, damages]) =>
    damages.reduce<Uint8Array>((bytes, {at, drop, insert}) => {
      const start = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + drop)]);
    }, Buffer.from(text)),
  );
}
