import {body, type Dress} from './_dress.ts';

const MIB = 1 << 20;

/** Bodies of any size and framing are executed. Which of them a plugin gets to see depends on the engine. */
export const sizes: readonly Dress[] = [
  {
    name: 'a chunked body',
    wear: request => (request.body === undefined ? null : {...request, chunked: true}),
  },
  body('padded with blanks to just below 1 MiB', text => padded(text, MIB - 1)),
  body('padded with blanks to 1 MiB', text => padded(text, MIB)),
  body('padded with an unknown member to 1.5 MiB', text => stuffed(text, 1.5 * MIB)),
  body('padded with blanks to 4 MiB', text => padded(text, 4 * MIB)),
  body('padded with blanks beyond 4 MiB', text => padded(text, 4 * MIB + 1)),
];

function padded(text: string, bytes: number): string {
  return text.replace('{', `{${' '.repeat(bytes - text.length)}`);
}

function stuffed(text: string, bytes: number): string {
  return text.replace('{', `{"Zzz":"${'z'.repeat(bytes - text.length)}",`);
}
