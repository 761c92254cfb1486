const HIDDEN = '***';
/** Names of options and members whose values nobody should read in a report. */
const SECRET_NAME =
  '[A-Za-z0-9_.-]*(?:passw(?:or)?d|passphrase|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key|[_.-]key)[A-Za-z0-9_.-]*|pass|pwd|key';
/** `scheme://user:password@host` */
const URL_PASSWORD = /([a-z][a-z0-9+.-]*:\/\/[^\s/?#@:"']*):[^\s/?#@"']*@/gi;
/** `"password": "value"`, also with the quotes escaped as in JSON within JSON; the value may be cut off. */
const JSON_MEMBER = new RegExp(
  `(\\\\*["'])(${SECRET_NAME})(\\1\\s*:\\s*)(\\\\*)"(?:(?!\\4")(?:\\\\.|[^\\\\]))*(\\4"|$)`,
  'gi',
);
/** `password=value`, `--secret value` is left alone: too many words would vanish. */
const ASSIGNMENT = new RegExp(`(^|[\\s,;&?"'-])(${SECRET_NAME})=[^\\s,;&"'\\\\]+`, 'gi');
/** `Authorization: Basic …` */
const AUTHORIZATION = /\b(authorization\s*[:=]\s*(?:basic|bearer|digest)\s+)[^\s"',;]+/gi;

/**
 * Hides passwords in URLs and the values of options and JSON members named like a secret. For printed text only: records keep
 * what was sent, since checks compare it.
 */
export function redact(text: string): string {
  return text
    .replace(URL_PASSWORD, `$1:${HIDDEN}@`)
    .replace(JSON_MEMBER, `$1$2$3$4"${HIDDEN}$5`)
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(ASSIGNMENT, `$1$2=${HIDDEN}`);
}
