import type {Output} from '../../../src/daemon/containers/api.ts';

/** What a shell in a container does, as far as the recordings' scripts go: a sequence of outputs and waits. */
export type Script = () => Iterable<Output>;

interface Shell {
  readonly variables: Map<string, string>;
  /** Seconds slept since the last output. */
  waited: number;
}

/** Statements separated by `;` outside of quotes; `do` opens a block that `done` closes. */
export function scriptOf(text: string): Script {
  const statements = split(text);
  return () => run(statements, {variables: new Map(), waited: 0});
}

/** What `echo` and friends write before the script's `exit`; its exit code. */
export function exitCodeOf(text: string): number {
  return Number(/(?:^|; )exit (\d+)$/.exec(text)?.[1] ?? 0);
}

function split(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\(\(.*?\)\)|[^;"'])+/g) ?? [];
  return parts.map(part => part.trim()).filter(part => part !== '');
}

function* run(statements: readonly string[], shell: Shell): Generator<Output> {
  for (let at = 0; at < statements.length; at += 1) {
    const statement = statements[at] ?? '';
    const loop = /^(while :|for (\w+) in (.*))$/.exec(statement);
    if (!loop) {
      yield* perform(statement, shell);
      continue;
    }
    const end = statements.indexOf('done', at);
    const body = statements.slice(at + 1, end).map(part => part.replace(/^do /, ''));
    yield* repeat(body, {variable: loop[2], values: loop[3]}, shell);
    at = end;
  }
}

function* repeat(
  body: readonly string[],
  {variable, values}: {readonly variable: string | undefined; readonly values: string | undefined},
  shell: Shell,
): Generator<Output> {
  if (variable === undefined) for (;;) yield* run(body, shell);
  for (const value of (values ?? '').split(' ')) {
    shell.variables.set(variable, value);
    yield* run(body, shell);
  }
}

function* perform(statement: string, shell: Shell): Generator<Output> {
  const [, command = '', redirect] = /^(.*?)( >&2)?$/s.exec(statement) ?? [];
  const assignment = /^(\w+)=(.*)$/.exec(command);
  if (assignment) {
    shell.variables.set(assignment[1] ?? '', expand(assignment[2] ?? '', shell));
    return;
  }
  const sleep = /^sleep ([\d.]+)$/.exec(command);
  if (sleep) {
    shell.waited += Number(sleep[1]);
    yield {data: '', afterMs: Number(sleep[1]) * 1000};
    shell.waited = 0;
    return;
  }
  const data = written(command, shell);
  if (data !== null) yield {data, ...(redirect ? {stream: 'stderr' as const} : {})};
}

function written(command: string, shell: Shell): string | Buffer | null {
  const [, echo] = /^echo(?: (.*))?$/s.exec(command) ?? [];
  if (command === 'echo' || echo !== undefined) return `${expand(unquote(echo ?? ''), shell)}\n`;
  const [, format] = /^printf (.*)$/s.exec(command) ?? [];
  if (format !== undefined) return escapes(unquote(format));
  const [, count] = /^seq 1 (\d+)$/.exec(command) ?? [];
  if (count !== undefined) return Array.from({length: Number(count)}, (_, at) => `${at + 1}\n`).join('');
  const filled = /^head -c (\d+) \/dev\/zero \| tr "\\{1,2}000" "?(\w)"?( \| fold -w (\d+))?$/.exec(command);
  if (filled === null) return null;
  const text = (filled[2] ?? '').repeat(Number(filled[1]));
  const width = Number(filled[4] ?? 0);
  return width === 0 ? text : text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n');
}

function unquote(text: string): string {
  return text.replace(/^"([\s\S]*)"$|^'([\s\S]*)'$/, (_, double, single) => double ?? single);
}

function expand(text: string, {variables}: Shell): string {
  const sums = text.replace(/\$\(\((\w+)\+(\d+)\)\)/g, (_, name, more) =>
    String(Number(variables.get(name) ?? 0) + Number(more)),
  );
  return sums.replace(/\$(\w+)/g, (_, name) => variables.get(name) ?? '');
}

/** The escapes of printf; octal ones are bytes. */
function escapes(text: string): Buffer {
  const plain: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t'};
  const bytes = Buffer.from(text).toString('latin1');
  const done = bytes.replace(/\\([0-7]{3})|\\(.)/g, (_, octal, letter) =>
    octal === undefined ? (plain[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(done, 'latin1');
}
