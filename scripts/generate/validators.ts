import {Ajv2020} from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type {Definitions} from './read.ts';

const ANNOTATIONS = ['x-method', 'x-go', 'x-go-via', 'x-omitempty'];

/** Validators of the messages named, compiled ahead, as one module without imports: `{[title]: validate}`. */
export function compileMessages(definitions: Definitions, titles: readonly string[]): string {
  const ajv = newAjv();
  ajv.addSchema({$id: 'plugtest', $defs: definitions});
  return emit(ajv, Object.fromEntries(titles.map(title => [title, `plugtest#/$defs/${title}`])));
}

/** The validator of one schema of our own, exported as `validate`. */
export function compileOne(schema: object): string {
  const ajv = newAjv();
  ajv.addSchema(schema, 'own');
  return emit(ajv, {validate: 'own'});
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    // Formats are judged by the decoder in Go's way; counting UTF-16 units needs no helper at run time.
    validateFormats: false,
    unicode: false,
    // Else it warns that `unicode` is discouraged.
    logger: false,
    code: {source: true, esm: true, lines: false},
  });
  ajv.addVocabulary(ANNOTATIONS);
  return ajv;
}

function emit(ajv: Ajv2020, names: Readonly<Record<string, string>>): string {
  // The package's default export is the function itself under CommonJS rules.
  const code = (standalone as unknown as (ajv: Ajv2020, names: object) => string)(ajv, names);
  if (code.includes('require('))
    throw new Error('a validator needs a helper at run time: keep schemas simpler');
  return `// @ts-nocheck\n${code}\n`;
}
