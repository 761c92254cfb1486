import type {Socket} from 'node:net';
import type {Call, Close} from '../recording/timeline.ts';
import type {AnswerStep} from './answer.ts';
import {type RawRequest, takeRequest} from './http-request.ts';
import {noteActivity} from './quiet.ts';
import type {Script} from './script.ts';
import type {VirtualClock} from './virtual-clock.ts';

/** Where a plugin notes what it sees. */
export interface ConnectionLog {
  open(): void;
  call(call: Call): void;
  close(close: Close): void;
  /** Before a call is answered: the place for what the plugin does besides, such as making a directory. */
  beforeAnswer?(call: Call): void;
}

/** What a connection needs. */
export interface ConnectionOptions {
  readonly name: string;
  /** Number of the connection, per plugin. */
  readonly conn: number;
  readonly script: Script;
  readonly clock: VirtualClock;
  readonly log: ConnectionLog;
}

/** One connection to a scripted plugin: serves call after call, and notes who closed it. */
export class ScriptedConnection {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #gone = new AbortController();
  #bytes: Buffer = Buffer.alloc(0);
  /** Path of the call under way. */
  #during: string | null = null;
  #closedByUs = false;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    noteActivity();
    options.log.open();
    socket.on('data', data => {
      noteActivity();
      this.#bytes = Buffer.concat([this.#bytes, data]);
      void this.#pump();
    });
    socket.on('end', () => {
      this.#closed();
      socket.end();
    });
    socket.on('error', () => this.#closed());
    socket.on('close', () => this.#closed());
  }

  /** Closes it in the midst of whatever goes on. */
  cut(): void {
    this.#closedByUs = true;
    this.#socket.destroy();
  }

  /** Ends it, unless a call is under way. */
  hangUp(): void {
    if (this.#during !== null) return;
    this.#closedByUs = true;
    this.#socket.end();
  }

  async #pump(): Promise<void> {
    while (this.#during === null) {
      const taken = takeRequest(this.#bytes);
      if (!taken) return;
      this.#bytes = taken.rest;
      this.#during = taken.request.path;
      await this.#serve(taken.request);
      if (this.#gone.signal.aborted) return;
      this.#during = null;
    }
  }

  async #serve(request: RawRequest): Promise<void> {
    const {name: plugin, conn, clock, log, script} = this.#options;
    const {bodyRaw: body, ...line} = request;
    const call = {atMs: clock.now(), plugin, conn, ...line, body};
    log.call(call);
    const {steps} = script.answer(request);
    log.beforeAnswer?.(call);
    for (const step of steps) await this.#perform(step);
  }

  async #perform(step: AnswerStep): Promise<void> {
    const {signal} = this.#gone;
    if (step.do === 'hang') return await untilAborted(signal);
    if (step.do === 'send-late') {
      void this.#perform({...step, do: 'send'});
      return;
    }
    if (step.afterMs > 0) await this.#options.clock.sleep(step.afterMs, signal);
    if (signal.aborted) return;
    if (step.do === 'send') this.#socket.write(step.bytes);
    else if (step.do === 'cut') this.cut();
    else {
      this.#closedByUs = true;
      this.#socket.end();
    }
  }

  #closed(): void {
    noteActivity();
    if (this.#gone.signal.aborted) return;
    const {name: plugin, conn, clock, log} = this.#options;
    const by = this.#closedByUs ? 'plugin' : 'daemon';
    log.close({atMs: clock.now(), plugin, conn, by, during: by === 'daemon' ? this.#during : null});
    this.#gone.abort();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), {once: true});
  });
}
