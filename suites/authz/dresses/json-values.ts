import type {ApiRequest} from '../../../src/authoring.ts';
import {body, type Dress} from './_dress.ts';

/** Deeper than most readers go; Go stops at 10 000. */
const DEPTH = 3000;

/** What Go reads, or passes over where it does not know the member, and other readers take for broken. */
export const jsonValues: readonly Dress[] = [
  {name: 'a byte that is no UTF-8', wear: withBrokenByte},
  body('half of a surrogate pair', text => text.replace('{', '{"Zzz":"\\ud800",')),
  body('a zero character', text => text.replace('{', '{"Zzz":"\\u0000",')),
  body('lists in lists, very deep', text =>
    text.replace('{', `{"Zzz":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)},`),
  ),
  body('a number too large for any type', text => text.replace('{', '{"Zzz":1e999,')),
  body('a number of two hundred digits', text => text.replace('{', `{"Zzz":${'9'.repeat(200)},`)),
  body('a member without a name', text => text.replace('{', '{"":1,"__proto__":{"a":1},')),
];

/** Go reads U+FFFD in its place. */
function withBrokenByte(request: ApiRequest): ApiRequest | null {
  if (typeof request.body !== 'string' || !request.body.startsWith('{')) return null;
  const [before, after] = ['{"Zzz":"', `",${request.body.slice(1)}`].map(text =>
    new TextEncoder().encode(text),
  );
  return {...request, body: Uint8Array.of(...(before ?? []), 0xff, ...(after ?? []))};
}
