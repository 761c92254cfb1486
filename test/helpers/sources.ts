import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {parseSync} from 'oxc-parser';

/** One import or re-export of a source file. */
export interface Import {
  /** Path from the project's root for our own files, else the specifier: `node:fs`, `ajv`. */
  readonly to: string;
  readonly isOurs: boolean;
  /** Nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
}

/** A function with a name or a place, for limits on length and parameters. */
export interface FunctionShape {
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
}

/** A parsed file of ours. Paths are relative to the project's root, with `/`. */
export interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Global names it uses: `process`, `console`. */
  readonly globals: ReadonlySet<string>;
  readonly functions: readonly FunctionShape[];
}

const globalNames = new Set(['process', 'console']);

/** Every file below a folder with one of the endings; empty when there is no such folder. Generated files and data are left out. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory()) return [];
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map(file => join(folder, file))
    .filter(file => endings.some(ending => file.endsWith(ending)))
    .filter(file => !/(^|\/)(generated|node_modules|recordings)\//.test(file))
    .sort();
}

/** Parses a TypeScript or JavaScript file with oxc. */
export function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const {module, program, errors} = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const requests = [
    ...module.staticImports.map(item => ({
      to: item.moduleRequest.value,
      isTypeOnly: item.entries.length > 0 && item.entries.every(entry => entry.isType),
    })),
    ...module.staticExports.flatMap(item =>
      item.entries.flatMap(entry =>
        entry.moduleRequest ? [{to: entry.moduleRequest.value, isTypeOnly: entry.isType}] : [],
      ),
    ),
    ...module.dynamicImports.flatMap(item => {
      const specifier = /^['"`](.*)['"`]$/.exec(text.slice(item.moduleRequest.start, item.moduleRequest.end));
      return specifier?.[1] === undefined ? [] : [{to: specifier[1], isTypeOnly: false}];
    }),
  ];
  const globals = new Set<string>();
  const functions: FunctionShape[] = [];
  walk(program, node => {
    if (node['type'] === 'Identifier' && globalNames.has(String(node['name'])))
      globals.add(String(node['name']));
    const shape = shapeOf(node, text);
    if (shape) functions.push(shape);
  });
  return {
    path,
    lines: text.split('\n').length - 1,
    imports: requests.map(request => resolve(path, request)),
    globals,
    functions,
  };
}

function resolve(path: string, {to, isTypeOnly}: {to: string; isTypeOnly: boolean}): Import {
  if (!to.startsWith('.')) return {to, isOurs: false, isTypeOnly};
  return {to: normalize(join(dirname(path), to)), isOurs: true, isTypeOnly};
}

function shapeOf(node: Readonly<Record<string, unknown>>, text: string): FunctionShape | null {
  if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(String(node['type'])))
    return null;
  const [start, end] = [Number(node['start']), Number(node['end'])];
  // A rest parameter is a list, not one more position.
  const list: readonly {readonly type?: string}[] = Array.isArray(node['params']) ? node['params'] : [];
  const parameters = list.filter(item => item.type !== 'RestElement').length;
  return {
    line: text.slice(0, start).split('\n').length,
    lines: text.slice(start, end).split('\n').length,
    parameters,
  };
}

/** Visits every node; keys of members (`a.process`, `{process: 1}`) are names, not uses. */
function walk(value: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === 'object' && value !== null) {
    // A syntax tree is plain objects all the way down.
    const node = value as Readonly<Record<string, unknown>>;
    if (typeof node['type'] === 'string') visit(node);
    for (const [key, child] of Object.entries(node)) {
      const isName = (key === 'property' || key === 'key') && node['computed'] !== true;
      if (!isName) walk(child, visit);
    }
  }
}
