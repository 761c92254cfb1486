import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

/** A node of a schema file. The `x-` words are ours: see schemas/README.md. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly $ref?: string;
  readonly 'x-method'?: string;
  readonly 'x-go'?: string;
  readonly 'x-go-via'?: readonly string[];
  readonly 'x-omitempty'?: boolean;
}

/** All message schemas by title, with references between files turned into `#/$defs/<title>`. */
export type Definitions = Readonly<Record<string, Schema>>;

/** Reads the folders of `root`; files directly in it describe our own files, not messages. */
export function readSchemas(root: string): Definitions {
  const files = readdirSync(root, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.json') && dirname(file) !== '.')
    .sort();
  const documents = new Map(
    files.map(file => [file, JSON.parse(readFileSync(join(root, file), 'utf8')) as Schema]),
  );
  const titles = new Map([...documents].map(([file, schema]) => [file, titleOf(file, schema)]));
  const resolved = [...documents].map(([file, schema]) => {
    const target = (reference: string) => {
      const title = titles.get(relative('.', join(dirname(file), reference)));
      if (title === undefined) throw new Error(`${file}: no schema ${reference}`);
      return `#/$defs/${title}`;
    };
    return [titleOf(file, schema), rewrite(schema, target)] as const;
  });
  return Object.fromEntries(resolved);
}

/** The definition that a rewritten reference names. */
export function follow(reference: string, definitions: Definitions): Schema {
  const schema = definitions[reference.replace('#/$defs/', '')];
  if (schema === undefined) throw new Error(`no definition ${reference}`);
  return schema;
}

function titleOf(file: string, schema: Schema): string {
  if (schema.title === undefined) throw new Error(`${file}: no title`);
  return schema.title;
}

function rewrite<Node>(node: Node, target: (reference: string) => string): Node {
  if (node === null || typeof node !== 'object') return node;
  // Structure is kept: an array stays one, an object keeps its keys.
  if (Array.isArray(node)) return node.map(element => rewrite(element, target)) as Node;
  const members = Object.entries(node)
    .filter(([key]) => key !== '$schema')
    .map(([key, value]) => [key, key === '$ref' ? target(String(value)) : rewrite(value, target)]);
  return Object.fromEntries(members) as Node;
}
