import {type Dress, target} from './_dress.ts';

const VERSION = /^\/v([0-9.]+)\//;

/** dockerd executes all versions between its oldest and its newest, compares them as numbers, and needs none at all. */
export const versions: readonly Dress[] = [
  target('no version in the path', text => text.replace(VERSION, '/')),
  target('the oldest version', (text, {min}) => text.replace(VERSION, `/v${min}/`)),
  target('the newest version', (text, {max}) => text.replace(VERSION, `/v${max}/`)),
  target('a version of three parts', text => text.replace(VERSION, '/v$1.0/')),
  target('a version with leading zeros', text => text.replace(VERSION, '/v00$1/')),
  target('a version that ends in a dot', text => text.replace(VERSION, '/v$1./')),
];
