import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Parser} from 'tap-parser';

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

export function xmlProblems(file: string): string[] {
  if (!hasXmllint) return [];
  const {status, stderr} = spawnSync('xmllint', ['--noout', '--nonet', file], {encoding: 'utf8'});
  return status === 0 ? [] : [`JUnit: ${stderr.slice(0, 200)}`];
}

/** Elements and attributes that the page is made of; whatever else stands in it came from outside. */
const htmlElements = new Set(
  'html head meta title style body script header h1 h2 h3 p b small code pre span div section main details summary dl dt dd table thead tbody tr th td ul ol li a button input label select option nav form output fieldset legend svg rect strong em search'.split(
    ' ',
  ),
);

/** Page without what the page's policy allows by hash: its own style and scripts, and its data, which is inert. */
export function htmlProblems(text: string): string[] {
  const scripts = text.match(/<script\b[^>]*>/g) ?? [];
  const bare = text
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<script type="(?:module|application\/json)"[^>]*>[\s\S]*?<\/script>/g, '')
    .replace('<!doctype html>', '');
  const tags = [...bare.matchAll(/<(\/?)([^\s>/]*)([^>]*)>/g)];
  const strange = tags.filter(([, , name = '']) => !htmlElements.has(name));
  const active = tags.filter(([, , , attributes = '']) =>
    /\s(on\w+|src|style|href="(?!#))/i.test(
      attributes.replace(/="[^"]*"/g, value =>
        value.startsWith('="#') ? value : value.replace(/[^"=]/g, ''),
      ),
    ),
  );
  return [
    ...(scripts.length === 4 ? [] : [`HTML: ${scripts.length} scripts`]),
    ...strange.slice(0, 2).map(([tag]) => `HTML: foreign element ${tag.slice(0, 80)}`),
    ...active.slice(0, 2).map(([tag]) => `HTML: active element ${tag.slice(0, 80)}`),
    ...(/[<]!--/.test(bare) ? ['HTML: a comment'] : []),
  ];
}

export function markdownProblems(text: string): string[] {
  const outside = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
  // in the line of a summary HTML alone is read
  const marked = outside.replace(/^<details><summary>.*<\/summary>$/gm, '');
  const found = [
    /<(?!\/?(?:details|summary|b|code)>)[a-z!/]|(?<![\w&#;])@\w|:\/\//i.exec(outside),
    /(?<!\\)[[\]`]|!\[/.exec(marked),
  ];
  const count = (tag: string) => outside.split(tag).length;
  return [
    ...found.flatMap(match =>
      match ? [`Markdown: ${match.input.slice(Math.max(0, match.index - 40), match.index + 40)}`] : [],
    ),
    ...(count('<details>') === count('</details>') ? [] : ['Markdown: details are not closed']),
    ...(text.length < 65_000 ? [] : [`Markdown: ${text.length} characters`]),
  ];
}

/** Nothing that moves a cursor, turns the direction or can't be seen. */
export function plainProblems(text: string, what: string): string[] {
  const found = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(text.replaceAll('\n', ' '));
  return found ? [`${what} holds U+${found[0].codePointAt(0)?.toString(16)} at ${found.index}`] : [];
}

export function annotationProblems(text: string): string[] {
  const wrong = text
    .trimEnd()
    .split('\n')
    .filter(line => line !== '' && !/^::(error|warning|notice) title=[^:]*::/.test(line));
  return wrong.slice(0, 1).map(line => `annotations: ${line.slice(0, 100)}`);
}

/** Each script is one that sh can read, and with another curl it does nothing at all. */
export function scriptProblems(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap(name => {
    const script = join(folder, name);
    const {status, stderr} = spawnSync('sh', ['-c', 'curl() { cat > /dev/null; }; . "$1"', 'sh', script], {
      encoding: 'utf8',
      timeout: 10_000,
      cwd: folder,
      input: '',
    });
    return [
      ...(status === 0 ? [] : [`script ${name}: ${stderr.slice(0, 200)}`]),
      ...plainProblems(readFileSync(script, 'utf8').replaceAll('\t', ' '), `script ${name}`),
    ];
  });
}

/** A strict parser takes every line and finds what was reported. */
export function tapProblems(
  text: string,
  expected: {readonly count: number; readonly isAborted: boolean},
): string[] {
  const parser = new Parser({strict: true});
  const extra: string[] = [];
  parser.on('extra', (line: string) => extra.push(line));
  parser.end(text);
  const {count = 0, failures = [], bailout = false} = parser.results ?? {};
  return [
    ...extra.slice(0, 2).map(line => `TAP: a line that is none: ${line.slice(0, 100)}`),
    ...failures.flatMap(({tapError}) => (tapError ? [`TAP: ${tapError}`] : [])),
    ...(count === expected.count ? [] : [`TAP: ${count} points, not ${expected.count}`]),
    ...((bailout !== false) === expected.isAborted ? [] : ['TAP: it bails out, or does not']),
  ];
}
