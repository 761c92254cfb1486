import type {GoStruct, GoType} from '../../../src/gojson/types.ts';

const text: GoType = {kind: 'string'};
const any: GoType = {kind: 'any'};
const time: GoType = {kind: 'time'};
const pointer = (element: GoType): GoType => ({kind: 'pointer', element});
const slice = (element: GoType): GoType => ({kind: 'slice', element});
const map = (element: GoType): GoType => ({kind: 'map', element});
const struct = (name: string, fields: Readonly<Record<string, GoType>>): GoStruct => ({
  kind: 'struct',
  package: 'main',
  name,
  fields: Object.entries(fields).map(([field, type]) => ({name: field, type})),
});

const inner = struct('inner', {Name: text, Kind: text, CreatedAt: time, Status: map(any), Labels: map(text)});

const outer: GoStruct = {
  kind: 'struct',
  package: 'main',
  name: 'outer',
  fields: [
    {name: 'Err', type: text, via: ['base']},
    ...struct('', {
      Flag: {kind: 'bool'},
      Volume: pointer(inner),
      Volumes: slice(pointer(inner)),
      Plain: inner,
      Opts: map(text),
      Deep: map(pointer(inner)),
      Small: {kind: 'int', int: 'int8'},
      Count: {kind: 'int', int: 'uint64'},
      Size: {kind: 'int', int: 'int64'},
      Ratio: {kind: 'float'},
      Raw: {kind: 'bytes'},
      Words: slice(text),
      Any: any,
      'tag-ged': text,
      When: time,
    }).fields,
  ],
};

/** The types of types.go. */
export const oracleTypes: Readonly<Record<string, GoType>> = {
  outer,
  inner,
  any,
  time,
  words: slice(text),
  string: text,
};
