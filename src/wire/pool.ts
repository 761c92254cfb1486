import type {ConnectionOptions} from 'node:tls';
import type {Address} from './address.ts';
import type {ConnectionOwner} from './connection.ts';
import {Connection} from './connection.ts';
import type {Dialled} from './dial.ts';
import {dial} from './dial.ts';
import type {WireProfile} from './profile.ts';
import type {ConnectionEvent} from './task.ts';

/** Go's DefaultMaxIdleConnsPerHost. */
const MAX_IDLE = 2;

/** What a pool needs to know. */
export interface PoolOptions {
  readonly address: Address;
  readonly profile: WireProfile;
  /** TLS settings by key: a redirect may ask for TLS on a plain address. */
  tlsFor(key: string): ConnectionOptions | null;
  nextConnectionId(): number;
  onConnection(event: ConnectionEvent): void;
  now(): number;
}

/** Told once: a connection, or why there is none. */
export type Acquired = (
  connection: Connection | null,
  failure: NonNullable<Dialled['failure']> | null,
) => void;

interface Waiter {
  readonly key: string;
  readonly take: Acquired;
  served: boolean;
}

/** The connections to one plugin: unlimited in parallel, two kept idle, the most recently used one first. */
export class Pool implements ConnectionOwner {
  readonly address: Address;
  private readonly options: PoolOptions;
  private readonly free = new Map<string, Connection[]>();
  private readonly open = new Set<Connection>();
  private readonly waiting: Waiter[] = [];
  private readonly dialling = new Set<() => void>();

  constructor(options: PoolOptions) {
    this.options = options;
    this.address = options.address;
  }

  /** Takes an idle connection, else dials; whichever comes first while dialling is used, as Go does. Returns how to give up. */
  acquire(key: string, take: Acquired): () => void {
    const idle = this.free.get(key)?.pop();
    if (idle !== undefined) {
      if (idle.idleTimer !== null) clearTimeout(idle.idleTimer);
      return this.reuse(idle, take);
    }
    const waiter: Waiter = {key, take, served: false};
    this.waiting.push(waiter);
    const cancel = this.dialFor(waiter);
    return () => {
      waiter.served = true;
      cancel();
    };
  }

  /** A connection that no other request will share. */
  acquireFresh(key: string, take: Acquired): () => void {
    return this.dialFor({key, take, served: false});
  }

  idle(connection: Connection): void {
    const at =
      this.waiting.length === 0
        ? -1
        : this.waiting.findIndex(waiter => waiter.key === connection.key && !waiter.served);
    const waiter = at < 0 ? undefined : this.waiting.splice(at, 1)[0];
    if (waiter !== undefined) {
      waiter.served = true;
      // The request that used it last ends first.
      setImmediate(() => waiter.take(connection, null));
      return;
    }
    const list = this.free.get(connection.key) ?? [];
    if (list.length >= MAX_IDLE) {
      connection.close('two idle connections are enough');
      return;
    }
    list.push(connection);
    this.free.set(connection.key, list);
    const {idleTimeoutMs} = this.options.profile;
    if (idleTimeoutMs !== null) {
      connection.idleTimer = setTimeout(() => connection.close('idle for too long'), idleTimeoutMs);
    }
  }

  closed(connection: Connection, by: 'plugin' | 'daemon', reason: string): void {
    this.open.delete(connection);
    const list = this.free.get(connection.key);
    const at = list?.indexOf(connection) ?? -1;
    if (at >= 0) list?.splice(at, 1);
    this.options.onConnection({kind: 'close', connection: connection.id, at: this.options.now(), by, reason});
  }

  /** Closes every connection and gives up every dial. */
  close(): void {
    for (const cancel of this.dialling) cancel();
    for (const connection of [...this.open]) connection.close('the client was closed');
  }

  /**
   * Hands out an idle connection after one turn of the event loop, so that an end or bytes that already lie in the kernel are
   * seen first, as Go's reading goroutine would. Its first immediate still belongs to the turn that is going on.
   */
  private reuse(connection: Connection, take: Acquired): () => void {
    let isWanted = true;
    setImmediate(() =>
      setImmediate(() => {
        if (isWanted) take(connection, null);
        else if (connection.closedBy === null) this.idle(connection);
      }),
    );
    return () => {
      isWanted = false;
    };
  }

  private dialFor(waiter: Waiter): () => void {
    const {profile, address} = this.options;
    const plan = {
      address,
      tls: this.options.tlsFor(waiter.key),
      timeoutMs: profile.dialTimeoutMs,
      go: profile.go,
    };
    const cancel = dial(plan, result => {
      this.dialling.delete(cancel);
      this.dialled(waiter, result);
    });
    this.dialling.add(cancel);
    return () => {
      this.dialling.delete(cancel);
      this.forget(waiter);
      cancel();
    };
  }

  private dialled(waiter: Waiter, result: Dialled): void {
    this.forget(waiter);
    if (result.failure !== null) {
      if (!waiter.served) waiter.take(null, result.failure);
      return;
    }
    const id = this.options.nextConnectionId();
    const connection = new Connection(result.socket, this, {id, key: waiter.key});
    this.open.add(connection);
    this.options.onConnection({kind: 'open', connection: id, at: this.options.now(), by: null, reason: ''});
    if (waiter.served) this.idle(connection);
    else waiter.take(connection, null);
  }

  private forget(waiter: Waiter): void {
    const at = this.waiting.indexOf(waiter);
    if (at >= 0) this.waiting.splice(at, 1);
  }
}
