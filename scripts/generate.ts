import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {goTypeOf} from './generate/go-types.ts';
import {type Definitions, readSchemas} from './generate/read.ts';
import {declareTypes, methodsOf} from './generate/type-declarations.ts';
import {compileMessages, compileOne} from './generate/validators.ts';

// Makes src/schema/generated from schemas: types, Go types and validators. The same input gives the same bytes.

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/schema/generated');
const definitions = readSchemas(join(root, 'schemas'));
// Our own schemas, read from our own files.
const ownSchema = (name: string) =>
  JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as object;

mkdirSync(folder, {recursive: true});
write('types.ts', await declareTypes(definitions));
write('go-types.ts', goTypes(definitions));
write(
  'replies.ts',
  compileMessages(
    definitions,
    methodsOf(definitions).flatMap(({response}) => response ?? []),
  ),
);
write('report.ts', compileOne(ownSchema('report')));
write('bench.ts', compileOne(ownSchema('bench')));
write('policy.ts', compileOne(ownSchema('policy')));
// Loaded late: the table of flags needs what was just written.
const {configurationSchema} = await import('../src/cli/configuration/schema.ts');
writeFileSync(
  join(root, 'schemas/config.schema.json'),
  `${JSON.stringify(configurationSchema(), null, 2)}\n`,
);

function goTypes(all: Definitions): string {
  const typeFor = (title: string | undefined) => {
    const schema = title === undefined ? undefined : all[title];
    return schema === undefined || schema['x-go'] === 'nil' ? null : goTypeOf(schema, all);
  };
  const table = methodsOf(all).map(({method, request, response}) => [
    method,
    {request: typeFor(request), response: typeFor(response), responseTitle: response ?? null},
  ]);
  const text = JSON.stringify(Object.fromEntries(table), null, 1);
  return `import type {MessageTypes} from '../messages.ts';\n\nexport const goTypes: Readonly<Record<string, MessageTypes>> = ${text};\n`;
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), `${text}`);
}
