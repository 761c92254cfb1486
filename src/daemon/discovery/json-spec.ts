import type {TlsConfig} from './tls.ts';

/** What dockerd keeps of a `.json` spec file; `Name` and everything else is ignored. */
export interface JsonSpec {
  readonly addr: string;
  readonly tls: TlsConfig | null;
  /** `Name` as written, only to tell its author that it has no effect. */
  readonly ignoredName: string | null;
}

/** Decoded file, or the text of dockerd's error. */
export type JsonSpecResult = {readonly spec: JsonSpec} | {readonly error: string};

/**
 * Decodes as one pass of Go's streaming decoder: keys in any case, the last of several wins, what follows the first
 * value is ignored (moby v28.5.2 pkg/plugins/discovery.go readPluginJSONInfo).
 */
export function decodeJsonSpec(text: string): JsonSpecResult {
  if (text.trim() === '') return {error: 'EOF'};
  let value: unknown;
  try {
    value = JSON.parse(firstValue(text));
  } catch (error) {
    return {error: error instanceof Error ? error.message : String(error)};
  }
  const problems: string[] = [];
  const reader = memberReader(value, 'Plugin', problems);
  const tls = reader.member('TLSConfig');
  const spec = {
    addr: reader.text('Addr'),
    tls: tls === undefined || tls === null ? null : decodeTls(tls, problems),
    ignoredName: typeof reader.member('Name') === 'string' ? reader.text('Name') : null,
  };
  return problems[0] === undefined ? {spec} : {error: problems[0]};
}

function decodeTls(value: unknown, problems: string[]): TlsConfig {
  const {text, flag} = memberReader(value, 'Options', problems);
  const caFile = text('CAFile');
  return {
    caFile,
    certFile: text('CertFile'),
    keyFile: text('KeyFile'),
    // Without a CA file dockerd forces skip-verify, whatever the file says.
    insecureSkipVerify: flag('InsecureSkipVerify') || caFile === '',
    exclusiveRootPools: flag('ExclusiveRootPools'),
  };
}

function memberReader(value: unknown, struct: string, problems: string[]) {
  const complain = (found: unknown, where: string, type: string) =>
    problems.push(`json: cannot unmarshal ${goKind(found)} into Go ${where} of type ${type}`);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject && value !== null) complain(value, 'value', `plugins.${struct}`);
  const entries = isObject ? Object.entries(value) : [];
  const member = (name: string): unknown =>
    entries.findLast(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const scalar = (name: string, type: 'string' | 'bool'): unknown => {
    const found = member(name) ?? undefined;
    const fits = found === undefined || typeof found === (type === 'bool' ? 'boolean' : 'string');
    if (!fits) complain(found, `struct field ${struct}.${name}`, type);
    return fits ? found : undefined;
  };
  return {
    member,
    text: (name: string): string => String(scalar(name, 'string') ?? ''),
    flag: (name: string): boolean => scalar(name, 'bool') === true,
  };
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** The text up to the end of its first array or object; all of it for anything else. */
function firstValue(text: string): string {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (match[0] === '{' || match[0] === '[') depth++;
    else if (match[0] === '}' || match[0] === ']') depth--;
    if (depth === 0) return text.slice(0, match.index + match[0].length);
  }
  return text;
}
