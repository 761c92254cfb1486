import {type Dress, target} from './_dress.ts';

/** dockerd routes by the decoded path, takes `http://host` before it, and ignores parameters that it does not know. */
export const targets: readonly Dress[] = [
  target('a percent-encoded letter in the path', text => onPath(text, path => encodeLetter(path))),
  target('every letter of the last segment percent-encoded', text =>
    onPath(text, path => path.replace(/[^/]+$/, segment => segment.replace(/[a-z]/gi, encoded))),
  ),
  target('hexadecimal digits in lower case', text =>
    onPath(text, path =>
      path.replace(/([a-z])([a-z]*)$/, (_, first, rest) => encoded(first).toLowerCase() + rest),
    ),
  ),
  target('a percent-encoded slash after the version', text => text.replace(/^(\/v[0-9.]+)\//, '$1%2F')),
  target('percent-encoded slashes', text => onPath(text, path => `/${path.slice(1).replaceAll('/', '%2f')}`)),
  target('the whole URL in the request line', text => `http://docker${text}`),
  target('another host in the request line', text => `https://_ping:1${text}`),
  target('an unknown parameter', text => withParameter(text, 'x=1')),
  target('a question mark and nothing after it', text => (text.includes('?') ? null : `${text}?`)),
  target('a parameter that holds the path of another request', text => withParameter(text, 'aaa=/start')),
  target('a parameter that holds a harmless path', text => withParameter(text, 'x=/_ping')),
  target('a query that ends in a harmless path', text => withParameter(text, 'x=/containers/json')),
  target('a number sign in the query', text => withParameter(text, 'a#/_ping')),
  target('an unknown parameter first', text => text.replace('?', '?x=1&')),
  target('an empty parameter first', text => text.replace('?', '?&')),
  target('a parameter once more, with another value behind it', text => repeatedParameter(text)),
  target('a percent-encoded letter in the name of a parameter', text =>
    text.replace(/([?&])([a-z])(?=[a-z]*=)/i, (_, mark, letter) => `${mark}${encoded(letter)}`),
  ),
  target('a percent-encoded letter in the value of a parameter', text =>
    text.replace(/=([a-z0-9])/i, (_, letter) => `=${encoded(letter)}`),
  ),
  target('a line break in a parameter', text => withParameter(text, 'x=%0A/_ping')),
];

function onPath(text: string, change: (path: string) => string): string {
  const [path = '', ...query] = text.split('?');
  return [change(path), ...query].join('?');
}

function encodeLetter(path: string): string {
  const at = path.search(/[a-z][a-z]*$/);
  const letter = path[at];
  return letter === undefined ? path : `${path.slice(0, at)}${encoded(letter)}${path.slice(at + 1)}`;
}

function encoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}

function withParameter(text: string, parameter: string): string {
  return text.includes('?') ? `${text}&${parameter}` : `${text}?${parameter}`;
}

/** dockerd takes the first of two. */
function repeatedParameter(text: string): string | null {
  const [, name] = /[?&]([a-z]+)=/i.exec(text) ?? [];
  return name === undefined ? null : `${text}&${name}=other`;
}
