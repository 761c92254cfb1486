import type {GoField, GoStruct} from './types.ts';

interface Names {
  readonly exact: ReadonlyMap<string, GoField>;
  readonly folded: ReadonlyMap<string, GoField>;
}

const known = new WeakMap<GoStruct, Names>();

/** The field that a key of JSON addresses: by exact name, else without case (decode.go object). */
export function findField(type: GoStruct, key: string): GoField | undefined {
  let names = known.get(type);
  if (names === undefined) {
    names = collectNames(type);
    known.set(type, names);
  }
  return names.exact.get(key) ?? names.folded.get(fold(key));
}

function collectNames(type: GoStruct): Names {
  const exact = new Map<string, GoField>();
  const folded = new Map<string, GoField>();
  for (const field of type.fields) {
    const name = fold(field.name);
    if (!exact.has(field.name)) exact.set(field.name, field);
    if (!folded.has(name)) folded.set(name, field);
  }
  return {exact, folded};
}

/** Unicode's simple folding, as far as it reaches ASCII: the Kelvin sign is a k, the long s an s (fold.go). */
function fold(name: string): string {
  return name
    .replaceAll('\u212a', 'k')
    .replaceAll('\u017f', 's')
    .replace(/[A-Z]+/g, letters => letters.toLowerCase());
}
