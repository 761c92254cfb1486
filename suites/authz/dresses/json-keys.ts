import {body, type Dress} from './_dress.ts';

/** Maps of the user's own keys: Go changes nothing in them. */
const MAPS =
  /"(Labels|Volumes|ExposedPorts|PortBindings|Options|DriverOpts|Config|Tmpfs|Sysctls|EndpointsConfig|StorageOpt|Annotations|Env)":/;

/** Go's encoding/json takes keys in any case, knows two letters beyond ASCII for s and k, and reads all escapes. */
export const jsonKeys: readonly Dress[] = [
  body('keys in lower case', text => onKeys(text, key => key.toLowerCase())),
  body('keys in upper case', text => onKeys(text, key => key.toUpperCase())),
  body('keys with other letters in upper case', text => onKeys(text, mixed)),
  body('long s in the keys', text => onKeys(text, key => key.replace(/s/gi, '\u017f'))),
  body('the Kelvin sign in the keys', text => onKeys(text, key => key.replace(/k/gi, '\u212a'))),
  body('escapes in the keys', text => onKeys(text, escaped)),
  body('escapes in the values', text =>
    text.replace(/:"([A-Za-z])/g, (_, letter) => `:"${escapeOf(letter)}`),
  ),
  body('slashes escaped', text => text.replaceAll('/', '\\/')),
  body('blanks and line breaks everywhere', text =>
    // a text may hold a document of its own, which stays as it is
    text.replaceAll(/"(?:[^"\\]|\\.)*"|[{,:]/g, part =>
      part.startsWith('"') ? part : part === ':' ? ' :\n ' : `${part}\r\n\t `,
    ),
  ),
  body('members in the opposite order', text =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
  ),
  body('an unknown member first', text => text.replace('{', '{"Zzz":[{"a":"}"}],')),
  body('a harmless document in an unknown member', text =>
    text.replace('{', '{"Ignored":{"HostConfig":{"Privileged":false,"Binds":null},"User":"nobody"},'),
  ),
];

function onKeys(text: string, change: (key: string) => string): string {
  return text.replace(/"([A-Z][A-Za-z]*)":/g, (whole, key: string) =>
    MAPS.test(whole) ? whole : `"${change(key)}":`,
  );
}

function mixed(key: string): string {
  return [...key].map((letter, at) => (at % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join('');
}

function escaped(key: string): string {
  return key.replace(/[A-Za-z]$/, escapeOf);
}

function escapeOf(letter: string): string {
  return `\\u00${letter.charCodeAt(0).toString(16)}`;
}
