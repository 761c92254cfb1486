const HIDDEN = '***';
/**
 * Names of options and members whose values nobody should read in a report. Lengths are bounded here and below: a plugin decides
 * what is searched, and unbounded ones would take quadratic time.
 */
const SECRET_NAME =
  '[A-Za-z0-9_.-]{0,40}(?:passw(?:or)?d|passphrase|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key|[_.-]key)[A-Za-z0-9_.-]{0,40}|pass|pwd|key';
/** `scheme://user:password@host` */
const URL_PASSWORD = /([a-z][a-z0-9+.-]{0,40}:\/\/[^\s/?#@:"']*):[^\s/?#@"']*@/gi;
/** `"password": "value"`, also with the quotes escaped as in JSON within JSON; the value may be cut off. */
const JSON_MEMBER = new RegExp(
  `(\\\\{0,7}["'])(${SECRET_NAME})(\\1\\s*:\\s*)(\\\\*)"(?:(?!\\4")(?:\\\\.|[^\\\\]))*(\\4"|$)`,
  'gi',
);
/** `password=value`, `--secret value` is left alone: too many words would vanish. */
const ASSIGNMENT = new RegExp(`(^|[\\s,;&?"'-])(${SECRET_NAME})=[^\\s,;&"'\\\\]+`, 'gi');
/** `Authorization: Basic …` */
const AUTHORIZATION = /\b(authorization\s*[:=]\s*(?:basic|bearer|digest)\s+)[^\s"',;]+/gi;
/** What every text holds that one of the above may find; most hold none of it, though many hold `passed` and `bypass`. */
const SUSPICIOUS = /@|pass(?:w|phrase|["'=\\])|pwd|secret|token|credential|key|authorization/i;

/** Whether there is nothing in a text, or in the JSON of a value, that could be a secret or its name. */
export function isHarmless(text: string): boolean {
  return !SUSPICIOUS.test(text);
}

/**
 * Hides passwords in URLs and the values of options and JSON members named like a secret. For printed text only: records keep
 * what was sent, since checks compare it.
 */
export function redact(text: string): string {
  if (isHarmless(text)) return text;
  return text
    .replace(URL_PASSWORD, `$1:${HIDDEN}@`)
    .replace(JSON_MEMBER, `$1$2$3$4"${HIDDEN}$5`)
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(ASSIGNMENT, `$1$2=${HIDDEN}`);
}
