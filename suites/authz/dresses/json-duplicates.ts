import {body, type Dress} from './_dress.ts';

/** Members that come twice: Go merges objects, in lists too, and null changes no boolean, number or text. */
export const jsonDuplicates: readonly Dress[] = [
  body('each object once more, empty', text => afterEach(text, key => key)),
  body('each object once more in another case, empty', text => afterEach(text, key => key.toLowerCase())),
  body('each object first, empty', text => text.replace(/"([A-Z][A-Za-z]*)":(?=\{)/g, '"$1":{},"$1":')),
  body('each list of objects once more, its objects empty', text =>
    text.replace(/"([A-Z][A-Za-z]*)":(\[\{[^[\]]*\}\])/g, '"$1":$2,"$1":[{}]'),
  ),
  body('each true and each text once more, null', text =>
    text.replace(/"([A-Z][A-Za-z]*)":(true|"(?:[^"\\]|\\.)+")(?=[,}])/g, '"$1":$2,"$1":null'),
  ),
  body('each true once more in lower case, null', text =>
    text.replace(/"([A-Z][A-Za-z]*)":true/g, (_, key) => `"${key}":true,"${key.toLowerCase()}":null`),
  ),
  body('the opposite of each true before it', text =>
    text.replace(/"([A-Z][A-Za-z]*)":true/g, '"$1":false,"$1":true'),
  ),
  body('the opposite of each true before it, in lower case', text =>
    text.replace(/"([A-Z][A-Za-z]*)":true/g, (_, key) => `"${key.toLowerCase()}":false,"${key}":true`),
  ),
  body('another text before each', text =>
    text.replace(/"([A-Z][A-Za-z]*)":(?="[^"])/g, '"$1":"nobody","$1":'),
  ),
];

/** Adds `"Key":{}` behind each member that is an object. */
function afterEach(text: string, rename: (key: string) => string): string {
  const found = [...text.matchAll(/"([A-Z][A-Za-z]*)":\{/g)].reverse();
  let changed = text;
  for (const match of found) {
    const open = match.index + match[0].length - 1;
    const end = closing(changed, open) + 1;
    changed = `${changed.slice(0, end)},"${rename(match[1] ?? '')}":{}${changed.slice(end)}`;
  }
  return changed;
}

/** Place of the brace that closes the one at `open`; texts are skipped. */
function closing(text: string, open: number): number {
  let depth = 0;
  const brace = /"(?:[^"\\]|\\.)*"|[{}]/g;
  brace.lastIndex = open;
  for (let match = brace.exec(text); match !== null; match = brace.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return match.index;
  }
  return text.length;
}
