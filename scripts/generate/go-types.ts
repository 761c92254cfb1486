import type {GoField, GoInt, GoType} from '../../src/gojson/types.ts';
import {type Definitions, follow, type Schema} from './read.ts';

const INTS: ReadonlySet<string> = new Set(
  ['int', 'uint'].flatMap(sign => ['', '8', '16', '32', '64'].map(bits => `${sign}${bits}`)),
);

/** The Go type that dockerd decodes a value of this schema into: shape by JSON Schema, names by `x-go`. */
export function goTypeOf(schema: Schema, definitions: Definitions): GoType {
  if (schema.$ref !== undefined) return goTypeOf(follow(schema.$ref, definitions), definitions);
  const name = schema['x-go'];
  if (name?.startsWith('*')) {
    return {kind: 'pointer', element: goTypeOf({...schema, 'x-go': name.slice(1)}, definitions)};
  }
  const named = name === undefined ? {} : {named: name};
  switch (jsonType(schema)) {
    case undefined:
      return {kind: 'any'};
    case 'string':
      return stringType(schema, named);
    case 'boolean':
      return {kind: 'bool', ...named};
    case 'integer':
      return integerType(name);
    case 'number':
      return {kind: 'float', ...named};
    case 'array':
      return {kind: 'slice', element: goTypeOf(schema.items ?? {}, definitions), ...named};
    default:
      return objectType(schema, definitions);
  }
}

/** The one JSON type besides null; undefined: any value. */
export function jsonType(schema: Schema): string | undefined {
  return [schema.type ?? []].flat().find(type => type !== 'null');
}

function stringType(schema: Schema, named: {named?: string}): GoType {
  if (schema.format === 'date-time') return {kind: 'time'};
  if (schema.contentEncoding === 'base64') return {kind: 'bytes'};
  return {kind: 'string', ...named};
}

function integerType(name: string | undefined): GoType {
  const isInt = (word: string): word is GoInt => INTS.has(word);
  const [int = 'int', named] = name?.split(' ').reverse() ?? [];
  if (!isInt(int)) throw new Error(`x-go of an integer must end in its Go type: ${name}`);
  return {kind: 'int', int, ...(named === undefined ? {} : {named})};
}

function objectType(schema: Schema, definitions: Definitions): GoType {
  const name = schema['x-go'];
  if (schema.properties === undefined) {
    const element = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    const named = name === undefined ? {} : {named: name};
    return {kind: 'map', element: goTypeOf(element, definitions), ...named};
  }
  const [packageName, structName] = name?.split('.') ?? [];
  if (packageName === undefined || structName === undefined)
    throw new Error(`${schema.title}: x-go names no struct`);
  const fields = Object.entries(schema.properties).map(([field, type]) => fieldOf(field, type, definitions));
  return {kind: 'struct', package: packageName, name: structName, fields};
}

function fieldOf(name: string, schema: Schema, definitions: Definitions): GoField {
  const via = schema['x-go-via'];
  return {
    name,
    type: goTypeOf(schema, definitions),
    ...(via === undefined ? {} : {via}),
    ...(schema['x-omitempty'] === true ? {omitEmpty: true} : {}),
  };
}
