import type {Header} from '../../../src/authoring.ts';
import {type Dress, headers} from './_dress.ts';

/** The body counts as JSON with any parameters, in any case; of two headers dockerd reads the first, plugins see the last. */
export const contentTypes: readonly Dress[] = [
  headers('charset in the Content-Type', list => typed(list, 'application/json; charset=utf-8')),
  headers('Content-Type in upper case', list => typed(list, 'APPLICATION/JSON')),
  headers('a semicolon after the Content-Type', list => typed(list, 'application/json;')),
  headers('an unknown parameter of the Content-Type', list => typed(list, 'application/json; version=1')),
  headers('blanks around the Content-Type', list => typed(list, 'application/json ; charset="utf-8"')),
  headers('header names in lower case', list =>
    list.map(([name, value]): Header => [name.toLowerCase(), value]),
  ),
  headers('a second Content-Type', list => [...list, ['Content-Type', 'text/plain']]),
  headers('another client', list => [
    ...list.filter(([name]) => name.toLowerCase() !== 'user-agent'),
    ['User-Agent', 'curl/8.0'],
  ]),
  headers('headers of a proxy', list => [
    ...list,
    ['X-Original-Url', '/_ping'],
    ['X-Rewrite-Url', '/_ping'],
    ['X-Forwarded-Uri', '/_ping'],
    ['X-Http-Method-Override', 'GET'],
  ]),
  headers('headers that name root as the user', list => [...list, ...named('root')]),
  headers('headers that name admin as the user', list => [...list, ...named('admin')]),
];

/** Any client may write these. */
const USER_HEADERS = ['X-Forwarded-User', 'X-Remote-User', 'Remote-User', 'X-Auth-User', 'X-User', 'User'];

function named(user: string): readonly Header[] {
  return USER_HEADERS.map((name): Header => [name, user]);
}

function typed(list: readonly Header[], value: string): readonly Header[] {
  return list.map(header => (header[0].toLowerCase() === 'content-type' ? [header[0], value] : header));
}
