/** Flags of a docker command: name (without dashes) to `value` or `switch`. Short and long name share a row. */
export type FlagTable = Readonly<Record<string, {readonly name: string; readonly takes: 'value' | 'switch'}>>;

/** What a command line held. */
export interface Parsed {
  /** All values of a flag by its name, in order; switches give `''`. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** What is left. */
  readonly rest: readonly string[];
  /** A flag that the table does not know: the command is beyond the translation. */
  readonly unknown: string | null;
}

/** Makes a table from rows such as `d,detach` (switch) and `v,volume=` (takes a value). */
export function flagTable(...rows: readonly string[]): FlagTable {
  const table: Record<string, FlagTable[string]> = {};
  for (const row of rows) {
    const takes = row.endsWith('=') ? 'value' : 'switch';
    const names = row.replace(/=$/, '').split(',');
    const name = names.at(-1) ?? row;
    for (const each of names) table[each] = {name, takes};
  }
  return table;
}

/**
 * Reads flags as docker's command line does. With `inOrder` the first word that is no flag ends them: what follows belongs to
 * the program in the container.
 */
export function parseFlags(words: readonly string[], table: FlagTable, inOrder = false): Parsed {
  const flags = new Map<string, string[]>();
  const rest: string[] = [];
  let unknown: string | null = null;
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (!/^-./.test(word)) {
      rest.push(word);
      if (inOrder) rest.push(...queue.splice(0));
      continue;
    }
    const {name, value} = splitFlag(word);
    const flag = table[name];
    if (!flag) {
      unknown ??= word;
      continue;
    }
    const given = flag.takes === 'switch' ? '' : (value ?? queue.shift() ?? '');
    flags.set(flag.name, [...(flags.get(flag.name) ?? []), given]);
  }
  return {flags, rest, unknown};
}

/** `--name=value` and `--name`; short flags stand alone. */
function splitFlag(word: string): {name: string; value: string | undefined} {
  const [, name = '', value] = /^--?([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  return {name, value};
}

/** The last value of a flag. */
export function lastOf(parsed: Parsed, name: string): string | undefined {
  return parsed.flags.get(name)?.at(-1);
}

/** `k=v` words as a record; a word without `=` gets an empty value. */
export function keyValues(words: readonly string[] | undefined): Record<string, string> | undefined {
  if (!words || words.length === 0) return undefined;
  return Object.fromEntries(
    words.map(word => {
      const at = word.indexOf('=');
      return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}
