import {type ChildProcessByStdio, spawn} from 'node:child_process';
import type {Socket} from 'node:net';
import {execPath} from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import {fileURLToPath} from 'node:url';

/** What is to be done; the fields of `hand.js`. */
export interface Order {
  readonly act: 'kind' | 'list' | 'read' | 'write' | 'remove';
  readonly root?: string;
  readonly path?: string;
  readonly data?: string;
  readonly over?: boolean;
  readonly file?: unknown;
}

/** A path that did not answer. */
export class Hanging extends Error {
  override readonly name = 'Hanging';
}

interface Task {
  readonly order: Order & {readonly id: number};
  readonly timeoutMs: number;
  done(value: unknown): void;
  failed(error: Error): void;
}

type Hand = ChildProcessByStdio<Writable, Readable, null>;

/** What hand.js says first, in the place of an order's number. */
const READY = 0;
/** A busy machine may take long to start a process; this is no fault of the path. */
const START_MS = 30_000;

const program = fileURLToPath(new URL('hand.js', import.meta.url));

/**
 * The process that touches the host's files, shared by all runs of this one. It does one thing after the other; what takes too
 * long is given up together with the process, and the rest goes to a new one.
 */
class Hands {
  readonly #tasks: Task[] = [];
  #child: Hand | null = null;
  #isReady = false;
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;

  do(order: Order, timeoutMs: number): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((done, failed) => {
      this.#tasks.push({order: {...order, id}, timeoutMs, done, failed});
      if (this.#tasks.length === 1) this.#next();
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    const [task] = this.#tasks;
    // a process that waits for nothing must not keep plugtest from ending
    if (task === undefined) {
      this.#hold(false);
      return;
    }
    this.#child ??= this.#start();
    this.#hold(true);
    this.#limit(task);
    this.#child.stdin.write(`${JSON.stringify(task.order)}\n`);
  }

  /** The time of a task counts from when the process can work on it. */
  #limit(task: Task): void {
    clearTimeout(this.#timer);
    const timeoutMs = this.#isReady ? task.timeoutMs : task.timeoutMs + START_MS;
    this.#timer = setTimeout(() => this.#giveUp(task), timeoutMs);
  }

  #start(): Hand {
    this.#isReady = false;
    const child = spawn(execPath, [program], {stdio: ['pipe', 'pipe', 'ignore']});
    createInterface({input: child.stdout}).on('line', line => {
      if (child === this.#child) this.#answered(JSON.parse(line));
    });
    child.stdin.on('error', () => {}); // its end tells
    child.on('error', () => this.#lost(child));
    child.on('exit', () => this.#lost(child));
    return child;
  }

  #hold(wanted: boolean): void {
    const child = this.#child;
    if (child !== null) hold(child, wanted);
  }

  #answered({id, value, error}: {id: number; value?: unknown; error?: string}): void {
    const [task] = this.#tasks;
    if (id === READY) {
      this.#isReady = true;
      if (task !== undefined) this.#limit(task);
    }
    if (task?.order.id !== id) return;
    this.#tasks.shift();
    if (error === undefined) task.done(value);
    else task.failed(new Error(error));
    this.#next();
  }

  #giveUp(task: Task): void {
    this.#drop();
    this.#tasks.shift();
    const {root, path = ''} = task.order;
    task.failed(new Hanging(`ETIMEDOUT: ${root}${path && `/${path}`} does not answer`));
    this.#next();
  }

  /** It was killed by somebody, or could not be started. */
  #lost(child: Hand): void {
    if (child !== this.#child) return;
    this.#child = null;
    this.#tasks.shift()?.failed(new Error('the process that looks at files has ended'));
    this.#next();
  }

  #drop(): void {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    child.kill('SIGKILL');
    // it may hang in the kernel for ever
    hold(child, false);
  }
}

function hold(child: Hand, wanted: boolean): void {
  const word = wanted ? 'ref' : 'unref';
  child[word]();
  // pipes of a child are sockets, whatever their type says
  for (const pipe of [child.stdin, child.stdout] as unknown as Socket[]) pipe[word]();
}

/** See Hands. */
export const hands = new Hands();
