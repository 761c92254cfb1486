import fc from 'fast-check';
import type {Question} from './run.ts';

const encoder = new TextEncoder();

// biome-ignore format: a table to be read at a glance
const SYNTAX = [
  '', ' ', '\n\t', '{', '}', '[', ']', '{}', '[]', '{} x', '[]x', 'null', 'nul', 'nulx', 'tru', 'true',
  'truex', 'false', 'fals', 'falsy', '0', '-', '-0', '01', '1.', '1.5', '1.x', '1e', '1e+', '1e5', '1E-7',
  '1ex', '-x', '+1', '.5', '"', '"abc', '"abc"', '"a" "b"', '"\\', '"\\x"', '"\\u', '"\\u12', '"\\u12g4"',
  '"\\u00e9"', '"\t"', '"\n"', '"\u007f"', '<html>', '\ufeff{}', '{"a"', '{"a":', '{"a":1', '{"a":1,',
  '{"a":1,}', '{"a" 1}', '{"a":1 "b"}', '{a:1}', "{'a':1}", "'", '\\', '[1', '[1,', '[1,]', '[1 2]', '[,]',
  '{,}', '{"a":}', '{"a":1}}', '[1]]', '\u0000', '\u0001', '\u007f', '/', '// x', '\u00a0', 'NaN',
  'Infinity', '{"a":1}\u0000', '1 2', '12a', '1,2', '-1-', '0x10', '"\\ud83d\\ude00"', '"\\ud83d"',
  '"\\ude00\\ud83d"', '"\\ud83dx"', '"\\ud83d\\n"', '"\\ud83d\\u0041"', '"\\/"',
  '"\\b\\f\\n\\r\\t\\"\\\\"', '"\\\'"', '"<>&\u2028\u2029"', '"\\u0000\\u001f\\u007f"', '1e400', '-1e400',
  '[1e999]', '1e-400', '123456789012345678901234567890', '1e21', '1e20', '0.000001', '0.0000001',
  '100000000000000000000', '{"b":1,"a":2,"\u00e9":3,"B":4,"10":5,"9":6}', '{"a":1,"a":2}',
  '{"a":{"b":1},"a":{"c":2}}', '{"__proto__":1}', '{"\\u0061":1}', '[[[]]]', '{"a":[{"b":null}]}',
];

// biome-ignore format: a table to be read at a glance
const OUTER = [

  '{"Err":"x"}', '{"err":"x"}', '{"ERR":"x"}', '{"Err":"x","err":"y"}', '{"err":"y","Err":"x"}', '{"Err":null}',
  '{"Err":"x","Err":null}', '{"Err":0}', '{"Err":true}', '{"Err":{}}', '{"Err":[]}', '{"err":1,"Flag":"x"}',
  '{"Flag":1,"Err":2}', '{"Flag":"true"}', '{"Flag":null}', '{"Flag":true,"flag":false}', '{"Volume":null}',
  '{"Volume":{}}', '{"Volume":[]}', '{"Volume":"x"}', '{"Volume":1}', '{"Volume":false}', '{"Volume":{"Name":1}}',
  '{"Volume":{"Name":"a"},"Volume":{"Kind":"b"}}', '{"Volume":{"Name":"a"},"Volume":null}', '{"volume":{"NAME":"a"}}',
  '{"Volume":{"\u212aind":"kelvin"}}', '{"Volume":{"\u212aIND":1}}', '{"Volume":{"Statu\u017f":{"a":1}}}',
  '{"Volume\u017f":[]}', '{"Volume":{"K\u0131nd":"dotless"}}', '{"\u0130":1}', '{"Volumes":null}', '{"Volumes":[null]}',
  '{"Volumes":[{}]}', '{"Volumes":{}}', '{"Volumes":"x"}', '{"Volumes":[1]}', '{"Volumes":[{"Name":1},{"Kind":2}]}',
  '{"Volumes":[{"Name":"a","Kind":"k"}],"Volumes":[{"Name":"b"}]}',
  '{"Volumes":[{"Name":"a"},{"Name":"b"}],"Volumes":[{"Kind":"c"}],"Volumes":[{"Kind":"d"},{"Kind":"e"}]}',
  '{"Volumes":[{"Name":"a"}],"Volumes":[],"Volumes":[{"Kind":"k"}]}',
  '{"Volumes":[{"Name":"a"}],"Volumes":null,"Volumes":[{"Kind":"k"}]}', '{"Words":["a","b"],"Words":["c"]}',
  '{"Words":["a","b","c"],"Words":[null]}', '{"Words":["a","b","c"],"Words":["d"],"Words":[null,null,null,null]}',
  '{"Words":[1]}', '{"Words":"abc"}', '{"Words":[null]}', '{"Plain":{"Name":"a"},"Plain":{"Kind":"b"}}',
  '{"Plain":null}', '{"Plain":[]}', '{"Plain":{"Labels":{"a":"1"}},"Plain":{"Labels":{"b":"2"}}}',
  '{"Opts":{"a":"1"},"Opts":{"b":"2"}}', '{"Opts":{"a":"1"},"Opts":null}', '{"Opts":{"a":null}}', '{"Opts":{"a":1}}',
  '{"Opts":{"a":"x","a":null}}', '{"Opts":[]}', '{"Opts":"x"}', '{"Opts":{}}', '{"Opts":{"__proto__":"x"}}',
  '{"Deep":{"a":{"Name":1}}}', '{"Deep":{"a":{"Name":"x"},"a":{"Kind":"y"}}}', '{"Deep":{"a":null}}', '{"Deep":{"a":3}}',
  '{"Small":127}', '{"Small":128}', '{"Small":-128}', '{"Small":-129}', '{"Small":1.0}', '{"Small":1e2}', '{"Small":-0}',
  '{"Small":"1"}', '{"Small":null}', '{"Small":[]}', '{"Count":18446744073709551615}', '{"Count":18446744073709551616}',
  '{"Count":-1}', '{"Count":-0}', '{"Count":0}', '{"Size":9223372036854775807}', '{"Size":9223372036854775808}',
  '{"Size":-9223372036854775808}', '{"Size":99999999999999999999999}', '{"Ratio":1.5}', '{"Ratio":1e400}',
  '{"Ratio":"1"}', '{"Ratio":-0}', '{"Any":1e400}', '{"Any":[1e400,"x",{"a":-1e999}]}', '{"Any":{"a":{"b":[]}}}',
  '{"Any":{"a":1},"Any":{"b":2}}', '{"Any":1,"Any":null}', '{"Raw":"aGk="}', '{"Raw":"aGk"}', '{"Raw":"aG=k"}',
  '{"Raw":"a==="}', '{"Raw":"===="}', '{"Raw":"aGk=="}', '{"Raw":"aGk=aGk="}', '{"Raw":"aG\\nk="}', '{"Raw":"aG=\\n="}',
  '{"Raw":"aG="}', '{"Raw":"aG=\\n"}', '{"Raw":"aG=x"}', '{"Raw":"aGkx"}', '{"Raw":"a"}', '{"Raw":"aGkxa"}', '{"Raw":""}',
  '{"Raw":"\u00e9aaa"}', '{"Raw":"aGk*"}', '{"Raw":"aGl="}', '{"Raw":[1,2,255]}', '{"Raw":[256]}', '{"Raw":[-1]}',
  '{"Raw":[]}', '{"Raw":null}', '{"Raw":1}', '{"Raw":{}}', '{"Raw":["a"]}', '{"tag-ged":"x"}', '{"TAG-GED":"x"}',
  '{"Tagged":"x"}', '{"base":{"Err":"x"}}', '{"When":"2024-05-01T10:20:30Z"}', '{"When":null}', '{"When":1,"Err":2}',
  '{"Err":2,"When":1}', '{"When":"x","Err":2}', '{"Err":1,"Volume":{"CreatedAt":"yesterday"}}', '{"unknown":{"deep":[1,',
  '{"unknown":{"deep":[1]},"Err":"x"}', '{"unknown":tru}', '{"Err":"x"}{"Err":"y"}', '{"Err":"x"}garbage', '{"Err":"x"}\n',
  ' {"Err":"x"} ', '{"Err":"x"', '{"Status":1}', '{"Plain":{"Status":{"a":1e400}}}', '{"Plain":{"Status":[]}}',
  '{"Volume":{"Status":{"x":1},"Status":{"y":2}}}', '{"Err":"\\ud800"}', '{"Err":"a\\u0000b"}', '{"":1}', '{"Err ":"x"}',
];

// biome-ignore format: a table to be read at a glance
const TIMES = [

  '2024-05-01T10:20:30Z', '2024-05-01T10:20:30.5Z', '2024-05-01T10:20:30.123456789Z', '2024-05-01T10:20:30.1234567891234Z',
  '2024-05-01T10:20:30,5Z', '2024-05-01T10:20:30.Z', '2024-05-01T10:20:30+02:00', '2024-05-01T10:20:30-07:30',
  '2024-05-01T10:20:30+00:00', '2024-05-01T10:20:30-00:00', '2024-05-01T10:20:30+24:00', '2024-05-01T10:20:30+25:00',
  '2024-05-01T10:20:30+23:60', '2024-05-01T10:20:30+23:61', '2024-05-01T10:20:30+99:99', '2024-05-01T10:20:30+0200',
  '2024-05-01T10:20:30+2:00', '2024-05-01T10:20:30x02:00', '2024-05-01T10:20:30+-1:00', '2024-05-01T10:20:30+01:+1',
  '2024-05-01T10:20:30+xx:00', '2024-05-01T10:20:30x25:00', '2024-05-01T10:20:30', '2024-05-01 10:20:30Z', '2024-05-01',
  '2024-05-01t10:20:30z', '2024-05-01T10:20:30z', '2024-05-01T1:20:30Z', '2024-05-01T24:00:00Z', '2024-05-01T10:60:00Z',
  '2024-05-01T10:20:60Z', '2024-05-01T10:20:.5Z', '2024-05-01T10:20:xZ', '2024-05-01T10:2:30Z', '2024-05-01T10:20:3Z',
  '2024-13-01T10:20:30Z', '2024-00-01T10:20:30Z', '2024-02-29T00:00:00Z', '2023-02-29T00:00:00Z', '2024-04-31T00:00:00Z',
  '2024-05-00T00:00:00Z', '2024-05-32T00:00:00Z', '2024-5-01T00:00:00Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z', '10000-01-01T00:00:00Z', '-024-01-01T00:00:00Z', '20x4-01-01T00:00:00Z', '+024-01-01T00:00:00Z',
  '1900-02-29T00:00:00Z', '2000-02-29T00:00:00Z', '', 'yesterday', 'null', '2024-05-01T10:20:30Zx', '2024-05-01T10:20:30Z ',
  ' 2024-05-01T10:20:30Z', '2024-05-01T10:20:30\\u005a', '\u00e9', '\ud83d\ude00', 'a\\"b', '2024-05-01T10:20:30+02:00x',
  '2024-05-01T10:20:30Z\u00e9', '1714558830', 'Wed May  1 10:20:30 2024', '2024-05-01T10:20:30.5+02:00', '2024-05-01T10:20:30 Z',
  '2024-05-01T10:20:30.000Z', '2024-05-01T10:20:30.100200Z', '2024-05-01T10-20:30Z', '2024/05/01T10:20:30Z', '2024-02-30T10:20:30+01:00',
];

const RAW_BYTES: readonly (readonly number[])[] = [
  [0xef, 0xbb, 0xbf, 0x7b, 0x7d],
  [0x1f, 0x8b, 0x08],
  [0x80],
  [0x85],
  [0xa0],
  [0xad],
  [0xff],
  [0xc3, 0xa9],
  [0x22, 0xff, 0x22],
  [0x22, 0xc3, 0x22],
  [0x22, 0xe2, 0x82, 0x22],
  [0x22, 0xe2, 0x82, 0x5c, 0x6e, 0x22],
  [0x22, 0xed, 0xa0, 0x80, 0x22],
  [0x22, 0xf0, 0x9f, 0x98, 0x22],
  [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22],
  [0x22, 0xc0, 0x80, 0x22],
  [0x22, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0x41, 0xe2, 0x82, 0xac, 0x22],
  [0x22, 0xef, 0xbb, 0xbf, 0x22],
  [0x7b, 0x22, 0x45, 0x72, 0x72, 0xff, 0x22, 0x3a, 0x22, 0x78, 0x22, 0x7d],
];

/** Hand-made inputs: each text against the types it is meant for, read both ways. */
export function handMade(): Question[] {
  const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
  const deep = [
    nested(10_000, '[', ']'),
    nested(10_001, '[', ']'),
    nested(10_000, '{"a":', '}').replace('}', '1}'),
  ];
  const raw = TIMES.map(text => `"${text}"`).concat('1', 'true', '[]', '{"a": 1}', '[1, "x"]', 'null');
  return [
    ...[...SYNTAX, ...deep].flatMap(text => both('any', text)),
    ...SYNTAX.flatMap(text => [...both('outer', text), ...both('string', text), ...both('words', text)]),
    ...OUTER.flatMap(text => both('outer', text)),
    ...deep.flatMap(text => both('outer', `{"unknown":${text.slice(0, -1)}`)),
    ...raw.flatMap(text => [...both('time', text), ...both('outer', `{"Volume":{"CreatedAt":${text}}}`)]),
    ...RAW_BYTES.flatMap(bytes =>
      ['any', 'outer', 'time'].flatMap(type => both(type, Uint8Array.from(bytes))),
    ),
  ];
}

/** `count` inputs made from the hand-made ones by small changes; the same seed gives the same ones. */
export function mutated(count: number, seed: number): Question[] {
  const seeds = handMade().filter(question => question.bytes.length > 1 && question.bytes.length < 500);
  const position = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});
  const spot = fc.record({
    at: position,
    drop: fc.integer({min: 0, max: 3}),
    insert: fc.constantFrom(...PIECES),
  });
  const change = fc.tuple(fc.constantFrom(...seeds), fc.array(spot, {minLength: 1, maxLength: 3}));
  return fc.sample(change, {numRuns: count, seed}).map(([question, spots]) => ({
    ...question,
    bytes: spots.reduce<Uint8Array>((bytes, {at, drop, insert}) => {
      const start = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + drop)]);
    }, question.bytes),
  }));
}

const PIECES: readonly Uint8Array[] = [
  ...'{ } [ ] , : " \\ 0 1 9 - + . e E Z T t n f u a null true "x" "Err": \\u \\ud83d \\u212a K k s /'.split(
    ' ',
  ),
  ...[
    '',
    '',
    ' ',
    '\n',
    '\u0000',
    '\u00e9',
    '\u212a',
    '\u017f',
    '2024-05-01T10:20:30Z',
    '1e999',
    '"When":',
    '{}',
    '[]',
  ],
]
  .map(text => encoder.encode(text) as Uint8Array)
  .concat(Uint8Array.of(0xff), Uint8Array.of(0xe2, 0x82));

function both(type: string, input: string | Uint8Array): Question[] {
  const bytes = typeof input === 'string' ? encoder.encode(input) : input;
  return [
    {type, whole: false, bytes},
    {type, whole: true, bytes},
  ];
}
