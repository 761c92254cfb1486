import type {NetworkNamespace} from './namespace.ts';

/** Objects as `ip -json` prints them: read field by field. */
export type IpObject = Readonly<Record<string, unknown>>;

/** What `ip -json` shows; nothing where it fails, as it does for a family that the kernel does not have. */
export async function showIp(
  namespace: NetworkNamespace,
  ...args: readonly string[]
): Promise<readonly IpObject[]> {
  const {code, stdout} = await namespace.run(['ip', '-json', ...args]);
  if (code !== 0 || stdout.trim() === '') return [];
  // the program's own output, of the form that its option promises
  return JSON.parse(stdout) as readonly IpObject[];
}

/** A text member; empty where there is none. */
export function textOf(object: IpObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A member that is a list of objects. */
export function listOf(object: IpObject, key: string): readonly IpObject[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

/** A member that is an object. */
export function memberOf(object: IpObject, key: string): IpObject {
  const value = object[key];
  return typeof value === 'object' && value !== null ? (value as IpObject) : {};
}

/** A command of `ip`, and how the daemon begins its error when it fails. */
export interface IpStep {
  readonly command: string;
  readonly error: string;
}

/** Carries out commands until one fails; gives null, or the error as the daemon words it. */
export async function carryOut(
  namespace: NetworkNamespace,
  steps: readonly IpStep[],
): Promise<string | null> {
  if (steps.length === 0) return null;
  const input = steps.map(({command}) => `${command}\n`).join('');
  const {code, stderr} = await namespace.run(['ip', '-batch', '-'], input);
  if (code === 0) return null;
  const failed = steps[Number(/Command failed -:(\d+)/.exec(stderr)?.[1] ?? 1) - 1];
  return `${failed?.error ?? ''}: ${goError(stderr)}`;
}

/** What Go's netlink library would have said of it: the text of the error number, or that there is no such link. */
export function goError(stderr: string): string {
  const line = stderr.split('\n').find(each => each.trim() !== '') ?? '';
  if (/^(Cannot find device|Device "[^"]*" does not exist)/.test(line)) return 'Link not found';
  if (/invalid gateway/.test(line)) return 'network is unreachable';
  const text = line.replace(/^(RTNETLINK answers|Error): /, '').replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A word that a batch of `ip` takes as it is; a plugin may send anything. */
export function isPlainWord(word: string): boolean {
  return /^[^\s"'\\#]+$/.test(word);
}
