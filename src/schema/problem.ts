/** One thing that is not as it should be. */
export interface Problem {
  /** Where: `Volumes[0].Name`; empty for the whole value. */
  readonly path: string;
  /** In plain words: `an object`, `text that matches ^/`. */
  readonly expected: string;
  /** The value there, shortened. */
  readonly got: string;
}

/** An error as ajv's compiled validators leave it. */
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Longest piece of a value that is shown. */
const SHOWN = 80;

/** A validator as ajv compiles it. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

/** Everything the validator objects to. */
export function findProblems(validate: Validator, value: unknown): Problem[] {
  return validate(value) ? [] : (validate.errors ?? []).flatMap(error => describeProblem(error, value));
}

/** The error in plain words; none for those that only repeat another (`if`). */
function describeProblem(error: SchemaError, value: unknown): Problem[] {
  if (error.keyword === 'if') return [];
  const steps = error.instancePath.split('/').slice(1).map(unescapeStep);
  return [{path: pathOf(steps), expected: expectation(error), got: show(steps.reduce(member, value))}];
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function pathOf(steps: readonly string[]): string {
  return steps
    .map(step => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function member(value: unknown, step: string): unknown {
  // Any object can be asked for a member by name.
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[step] : undefined;
}

function expectation({keyword, params, message}: SchemaError): string {
  switch (keyword) {
    case 'type':
      return [params['type']]
        .flat()
        .map(type => `${article(String(type))}${type}`)
        .join(' or ');
    case 'required':
      return `the member ${params['missingProperty']}`;
    case 'minLength':
      return params['limit'] === 1 ? 'text that is not empty' : `at least ${params['limit']} characters`;
    case 'pattern':
      return `text that matches ${params['pattern']}`;
    case 'enum':
      return `one of ${JSON.stringify(params['allowedValues'])}`;
    case 'const':
      return JSON.stringify(params['allowedValue']);
    case 'additionalProperties':
      return `no member ${params['additionalProperty']}`;
    default:
      return message ?? keyword;
  }
}

function article(type: string): string {
  if (type === 'null') return '';
  return /^[aio]/.test(type) ? 'an ' : 'a ';
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
