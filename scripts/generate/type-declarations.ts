import {compile, type JSONSchema} from 'json-schema-to-typescript';
import {jsonType} from './go-types.ts';
import {type Definitions, follow, type Schema} from './read.ts';

/** TypeScript for all messages as they are after decoding (replies) and before encoding (requests). */
export async function declareTypes(definitions: Definitions): Promise<string> {
  const views = Object.fromEntries(
    Object.entries(definitions).map(([title, schema]) => [title, {...view(schema, definitions), title}]),
  );
  // The library's type is that of older drafts; ours uses only what both know.
  const root = {
    $defs: views,
    type: 'object',
    properties: {},
    additionalProperties: false,
  } as unknown as JSONSchema;
  const text = await compile(root, 'Root', {
    bannerComment: '',
    unreachableDefinitions: true,
    additionalProperties: false,
    style: {singleQuote: true, bracketSpacing: false, printWidth: 110},
  });
  const types = text
    .replace(/export interface Root \{\}\n/, '')
    .replace(
      /\/\*\*\n \* This interface was referenced by `Root`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g,
      '',
    )
    .replace(
      / \*\n \* This interface was referenced by `Root`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      '',
    );
  return `${types}\n${methodTable(definitions)}`;
}

/**
 * A schema of the decoded value: Go fills every field, so all members are there, and null remains only for what
 * can be nil: pointers, slices, maps, interfaces.
 */
function view(schema: Schema, definitions: Definitions): object {
  const description = schema.description === undefined ? {} : {description: schema.description};
  if (schema.$ref !== undefined) {
    const isPointer = follow(schema.$ref, definitions)['x-go']?.startsWith('*') === true;
    const reference = {$ref: schema.$ref};
    return {...(isPointer ? {anyOf: [reference, {type: 'null'}]} : {allOf: [reference]}), ...description};
  }
  const type = jsonType(schema);
  if (type === undefined) return {tsType: 'unknown', ...description};
  if (schema.contentEncoding === 'base64') return {tsType: 'Uint8Array | null', ...description};
  if (type === 'array') {
    return {type: ['array', 'null'], items: view(schema.items ?? {}, definitions), ...description};
  }
  if (type !== 'object') return {type, ...description};
  if (schema.properties !== undefined) return structView(schema, definitions);
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  return {type: ['object', 'null'], additionalProperties: view(values, definitions), ...description};
}

function structView(schema: Schema, definitions: Definitions): object {
  const entries = Object.entries(schema.properties ?? {});
  return {
    ...(schema.title === undefined ? {} : {title: schema.title}),
    ...(schema.description === undefined ? {} : {description: schema.description}),
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, member]) => [name, view(member, definitions)])),
    required: entries.filter(([, member]) => member['x-omitempty'] !== true).map(([name]) => name),
    additionalProperties: false,
  };
}

function methodTable(definitions: Definitions): string {
  const rows = methodsOf(definitions).map(
    ({method, request, response}) =>
      `  readonly '${method}': {readonly request: ${request ?? 'null'}; readonly response: ${response ?? 'null'}};`,
  );
  return `/** Arguments and replies of every method; a null request is an empty body. */\nexport interface Messages {\n${rows.join('\n')}\n}\n`;
}

/** The titles of each method's request and response; undefined where there is none. */
export function methodsOf(definitions: Definitions): MethodTitles[] {
  const methods = new Set(Object.values(definitions).flatMap(schema => schema['x-method'] ?? []));
  const titleFor = (method: string, end: string) =>
    Object.keys(definitions).find(
      title => definitions[title]?.['x-method'] === method && title.endsWith(end),
    );
  return [...methods].sort().map(method => ({
    method,
    request: titleFor(method, 'Request'),
    response: titleFor(method, 'Response'),
  }));
}

export interface MethodTitles {
  readonly method: string;
  readonly request: string | undefined;
  readonly response: string | undefined;
}
