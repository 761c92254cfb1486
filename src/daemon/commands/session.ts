import type {Dockerd} from '../dockerd.ts';
import {asDaemonError, DaemonGone, DaemonPanic} from '../errors.ts';
import type {Outcome} from '../outcome.ts';

/** The request that a command makes, for the errors of a client that loses its daemon. */
export interface ApiRequest {
  readonly verb: 'Get' | 'Post' | 'Delete' | 'Head' | 'Put';
  /** After the version: `/volumes/create`. */
  readonly path: string;
}

/** How a command ended in the client's eyes. */
export type Answer<T> =
  | {readonly value: T}
  /** The daemon answered with an error. */
  | {readonly error: string}
  /** No answer: the client's own words. */
  | {readonly lost: string};

const NO_DAEMON =
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';

/** The connection of the command line client to the daemon that runs at the moment. */
export class Session {
  /** Null while no daemon runs. */
  daemon: Dockerd | null = null;
  /** False until the API is open. */
  isOpen = false;
  readonly #underWay = new Set<Promise<unknown>>();

  /** Resolves when no request is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#underWay]);
  }

  /** One API request. The daemon's errors, and its end in the middle, are answers. */
  async request<T>(request: ApiRequest, work: (daemon: Dockerd) => Promise<T>): Promise<Answer<T>> {
    const {daemon} = this;
    if (daemon === null || !this.isOpen) return {lost: NO_DAEMON};
    const {life, engine} = daemon.environment;
    const answer = attempt(daemon, work).then(value => ({value}), toAnswer);
    this.#underWay.add(answer);
    const first = await life.unlessOver(answer);
    this.#underWay.delete(answer);
    return first ?? lostAnswer(request, engine.api);
  }
}

/** An error thrown before the first wait is an answer too. */
async function attempt<T>(daemon: Dockerd, work: (daemon: Dockerd) => Promise<T>): Promise<T> {
  return work(daemon);
}

/** Go's client sends a GET once more when its connection dies, and then finds nobody there; others fail at once. */
function lostAnswer({verb, path}: ApiRequest, api: string): {readonly lost: string} {
  if (verb === 'Get' || verb === 'Head') return {lost: NO_DAEMON};
  return {lost: `error during connect: ${verb} "http://%2Fvar%2Frun%2Fdocker.sock/v${api}${path}": EOF`};
}

/** Null: the daemon ended while it worked, or gave up the request in a panic. */
function toAnswer(error: unknown): {readonly error: string} | null {
  if (error instanceof DaemonGone || error instanceof DaemonPanic) return null;
  return {error: asDaemonError(error).message};
}

/** The text that the client prints for an answer that is no success. */
export function complaint(answer: {readonly error: string} | {readonly lost: string}): string {
  return 'error' in answer ? `Error response from daemon: ${answer.error.trim()}` : answer.lost;
}

/** The daemon's message alone, or the client's where there is none. */
export function message(answer: Answer<unknown>): string {
  if ('value' in answer) return '';
  return 'error' in answer ? answer.error.trim() : answer.lost;
}

/** A success. */
export function succeeded(stdout: string): Outcome {
  return {ok: true, exitCode: 0, stdout, stderr: '', error: ''};
}

/** One request, one line on success; exit code 1 otherwise. */
export function single(answer: Answer<string>): Outcome {
  if ('value' in answer) return succeeded(answer.value);
  return {ok: false, exitCode: 1, stdout: '', stderr: `${complaint(answer)}\n`, error: message(answer)};
}

/** As `forEach`, but the client does not wait for one answer before the next request. */
export async function forAll(
  names: string | readonly string[],
  act: (name: string) => Promise<Answer<unknown>>,
): Promise<Outcome> {
  const list = typeof names === 'string' ? [names] : names;
  const answers = new Map(list.map(name => [name, act(name)]));
  return forEach(list, name => answers.get(name) ?? act(name));
}

/** Several names, one request each; what went well is on stdout, the rest on stderr. */
export async function forEach(
  names: string | readonly string[],
  act: (name: string) => Promise<Answer<unknown>>,
): Promise<Outcome> {
  const done: string[] = [];
  const failed: ({readonly error: string} | {readonly lost: string})[] = [];
  for (const name of typeof names === 'string' ? [names] : names) {
    const answer = await act(name);
    if ('value' in answer) done.push(`${name}\n`);
    else failed.push(answer);
  }
  const stderr = failed.map(answer => `${complaint(answer)}\n`).join('');
  const isOk = failed.length === 0;
  const error = failed.map(message).join('\n');
  return {ok: isOk, exitCode: isOk ? 0 : 1, stdout: done.join(''), stderr, error};
}
