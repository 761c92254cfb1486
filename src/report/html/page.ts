import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {Markup, markup} from './markup.ts';
import {styles} from './styles.ts';

/** What makes a page. */
interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** For the page's scripts; any plain JSON. */
  readonly data: unknown;
  /** Default: all that the page of a run has. */
  readonly scripts?: readonly string[];
}

const scriptsOfRun = ['filter', 'calls', 'copy'];

/** The whole document. The policy allows the page's own style and scripts by their hashes, and nothing else. */
export function page({title, body, data, scripts: names = scriptsOfRun}: PageParts): string {
  const scripts = names.map(name => readFileSync(new URL(`browser/${name}.js`, import.meta.url), 'utf8'));
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(styles)}`,
    `script-src ${scripts.map(hashOf).join(' ') || "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${new Markup(inertJson(data))}</script>
${scripts.map(text => markup`<script type="module">${new Markup(text)}</script>\n`)}</body>
</html>
`.text;
}

/** JSON that cannot end its script element, begin a comment or be read as HTML. */
function inertJson(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, character => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
