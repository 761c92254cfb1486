import type {Socket} from 'node:net';
import type {Address} from './address.ts';
import {endpoint} from './dial.ts';
import type {FailureKind} from './exchange.ts';
import {errnoText} from './go-text.ts';
import {encodeHead} from './request.ts';
import type {ResponseReader} from './response.ts';
import type {Task} from './task.ts';

/** What a connection tells its pool. */
export interface ConnectionOwner {
  readonly address: Address;
  idle(connection: Connection): void;
  closed(connection: Connection, by: 'plugin' | 'daemon', reason: string): void;
}

/** Go's write buffer: the first so many bytes go out in one write. */
const FIRST_WRITE = 4096;

/** One HTTP/1.1 connection with at most one request under way (go1.24 net/http/transport.go persistConn). */
export class Connection {
  readonly id: number;
  /** Requests for other hosts do not share it. */
  readonly key: string;
  uses = 0;
  closedBy: 'plugin' | 'daemon' | null = null;
  private readonly socket: Socket;
  private readonly owner: ConnectionOwner;
  private readonly local: string;
  private task: Task | null = null;
  private wrote = false;
  private trickling: NodeJS.Timeout | null = null;
  idleTimer: NodeJS.Timeout | null = null;

  constructor(socket: Socket, owner: ConnectionOwner, name: {readonly id: number; readonly key: string}) {
    this.id = name.id;
    this.key = name.key;
    this.socket = socket;
    this.owner = owner;
    this.local = owner.address.kind === 'unix' ? '@' : `${socket.localAddress}:${socket.localPort}`;
    socket.on('data', (chunk: Buffer) => this.onData(chunk));
    socket.on('end', () => this.onEnd());
    socket.on('error', (error: NodeJS.ErrnoException) => this.onError(error));
    socket.on('close', () => this.onEnd());
  }

  /** Sends a request. The connection must be idle. */
  send(task: Task): void {
    this.task = task;
    this.uses++;
    this.wrote = false;
    if (task.trickle !== undefined) this.sendSlowly(task, task.trickle);
    else this.sendAtOnce(task);
  }

  /** Closes from this side. A request under way ends without a call to its `onDone`. */
  close(reason: string): void {
    this.task = null;
    this.shut('daemon', reason);
  }

  private sendAtOnce(task: Task): void {
    const {body} = task.outgoing;
    const head = encodeHead(task.outgoing);
    const fits = FIRST_WRITE - Buffer.byteLength(head);
    if (body.length === 0) this.socket.write(head);
    else if (body.length <= fits) this.socket.write(joined(head, body));
    else this.sendLong(head, body, fits);
    if (this.socket.writableLength === 0) task.onSent();
    else this.socket.once('drain', () => task.onSent());
  }

  /** The body goes out from where it lies: it may be megabytes. */
  private sendLong(head: string, body: Uint8Array, fits: number): void {
    const first = Math.max(0, fits);
    this.socket.write(joined(head, body.subarray(0, first)), error => {
      if (error === null || error === undefined) this.wrote = true;
    });
    this.socket.write(body.subarray(first));
  }

  private sendSlowly(task: Task, pace: {readonly bytes: number; readonly everyMs: number}): void {
    this.socket.write(encodeHead(task.outgoing));
    let at = 0;
    const step = (): void => {
      this.wrote = true;
      if (at >= task.outgoing.body.length) {
        this.trickling = null;
        task.onSent();
        return;
      }
      this.socket.write(task.outgoing.body.subarray(at, at + pace.bytes));
      at += pace.bytes;
      this.trickling = setTimeout(step, pace.everyMs);
    };
    this.trickling = setTimeout(step, pace.everyMs);
  }

  private onData(chunk: Buffer): void {
    const {task} = this;
    if (task === null) {
      this.shut('daemon', 'bytes came that no request asked for');
      return;
    }
    if (task.reader.untouched) task.onFirstByte();
    task.reader.push(chunk);
    if (task.reader.done) this.answered(task);
  }

  private onEnd(): void {
    const {task} = this;
    if (task === null) {
      this.shut('plugin', 'closed while idle');
      return;
    }
    const untouched = task.reader.untouched;
    task.reader.end();
    this.shut('plugin', 'closed during a request');
    if (untouched) this.fail(task, {kind: 'eof', text: 'EOF'});
    else this.answered(task);
  }

  private onError(error: NodeJS.ErrnoException): void {
    const {task} = this;
    const text = this.operationText(error);
    this.shut('plugin', text);
    if (task === null || task.reader.done) return;
    const kind = error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'reset' : 'eof';
    const nothingWritten = error.syscall === 'write' && !this.wrote;
    if (task.reader.head !== null) this.fail(task, {kind: 'body', text});
    else if (task.reader.untouched && error.syscall !== 'write') this.fail(task, {kind, text});
    else this.fail(task, {kind, text: BROKEN + text, nothingWritten});
  }

  /** `read unix @->/run/x.sock: read: connection reset by peer` */
  private operationText(error: NodeJS.ErrnoException): string {
    const operation = error.syscall === 'write' ? 'write' : 'read';
    const [network, ...remote] = endpoint(this.owner.address).split(' ');
    return `${operation} ${network} ${this.local}->${remote.join(' ')}: ${operation}: ${errnoText(error.code ?? error.message)}`;
  }

  private fail(task: Task, failure: {kind: FailureKind; text: string; nothingWritten?: boolean}): void {
    this.task = null;
    task.onDone({nothingWritten: false, ...failure, nothingRead: task.reader.untouched});
  }

  private answered(task: Task): void {
    const {reader} = task;
    const sent = this.socket.writableLength === 0 && this.trickling === null;
    this.task = null;
    if (this.closedBy === null) {
      if (reader.reusable && sent) this.owner.idle(this);
      else this.shut('daemon', this.dropReason(reader));
    }
    const {failure} = reader;
    if (failure === null) {
      task.onDone(null);
      return;
    }
    const text = failure.kind === 'malformed' ? brokenText(failure.text) : failure.text;
    task.onDone({kind: failure.kind, text, nothingWritten: false, nothingRead: false});
  }

  private dropReason(reader: ResponseReader): string {
    if (reader.failure !== null) return reader.failure.text;
    return reader.complete ? 'the answer ends the connection' : 'the end of the body was not seen';
  }

  private shut(by: 'plugin' | 'daemon', reason: string): void {
    if (this.closedBy !== null) return;
    this.closedBy = by;
    if (this.trickling !== null) clearTimeout(this.trickling);
    if (this.idleTimer !== null) clearTimeout(this.idleTimer);
    this.socket.destroy();
    this.owner.closed(this, by, reason);
  }
}

function joined(head: string, body: Uint8Array): Buffer {
  const headBytes = Buffer.byteLength(head);
  const bytes = Buffer.allocUnsafe(headBytes + body.length);
  bytes.write(head);
  bytes.set(body, headBytes);
  return bytes;
}

const BROKEN = 'net/http: HTTP/1.x transport connection broken: ';

/** The text for a head that could not be read; the size limit has words of its own. */
function brokenText(text: string): string {
  return text.startsWith('net/http: server response headers') ? text : BROKEN + text;
}
