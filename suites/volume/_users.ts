import {type Call, type CheckContext, hexId} from '../../src/authoring.ts';
import {createArguments, unmountAfterwards} from './_given.ts';
import type {Action, Answer, Step} from './_history.ts';
import type {GetReply, ListReply, MountReply} from './_replies.ts';

/** What all users know of a volume: dockerd's name lock and its references. */
interface Known {
  exists: boolean;
  /** A Create or Remove is under way; dockerd lets none of these overlap for one name. */
  locked: boolean;
  /** Containers that use it: while there are any, dockerd sends no Remove. */
  users: number;
}

interface Limits {
  readonly steps: number;
  readonly timeMs: number;
  /** Files can be written through mountpoints. */
  readonly files: boolean;
}

/** Users that act at one time on a few volumes, at random, within what dockerd lets overlap. */
export class Users {
  readonly history: Step[] = [];
  readonly #t: CheckContext;
  readonly #limits: Limits;
  readonly #names: readonly string[];
  readonly #known: ReadonlyMap<string, Known>;
  readonly #until: number;

  constructor(t: CheckContext, names: readonly string[], limits: Limits) {
    this.#t = t;
    this.#limits = limits;
    this.#names = names;
    this.#known = new Map(names.map(name => [name, {exists: false, locked: false, users: 0}]));
    this.#until = performance.now() + limits.timeMs;
  }

  /** Resolves when this user has done enough, or when a call of his was not answered. */
  async act(user: number): Promise<void> {
    while (this.history.length < this.#limits.steps && performance.now() < this.#until) {
      const name = this.#names[Math.floor(this.#t.random() * this.#names.length)] ?? '';
      const known = this.#known.get(name);
      if (known === undefined || !(await this.#choose({user, name, id: ''}, known))) return;
    }
  }

  async #choose(who: Omit<Action, 'kind'>, known: Known): Promise<boolean> {
    const chance = this.#t.random();
    if (!known.locked && !known.exists) return this.#change(who, known, true);
    if (chance < 0.2) return this.#list(who);
    if (known.locked || chance < 0.35) return this.#get(who);
    if (known.users > 0 || chance > 0.6) return this.#use(who, known);
    return this.#change(who, known, chance < 0.4);
  }

  /** Create, also of a volume that is there, or Remove. */
  async #change(who: Omit<Action, 'kind'>, known: Known, create: boolean): Promise<boolean> {
    known.locked = true;
    const kind = create ? 'create' : 'remove';
    const word = await this.#command(
      {...who, kind},
      create
        ? () => this.#t.plugin.call('VolumeDriver.Create', createArguments(this.#t, who.name))
        : () => this.#t.plugin.call('VolumeDriver.Remove', {Name: who.name}),
    );
    if (word === 'done') known.exists = create;
    known.locked = false;
    return word !== undefined;
  }

  /** A container: it starts, writes a file, is sometimes copied into, reads its file and stops. */
  async #use(who: Omit<Action, 'kind'>, known: Known): Promise<boolean> {
    known.users += 1;
    const action = {...who, id: hexId(this.#t.random)};
    unmountAfterwards(this.#t, action.name, action.id);
    let mountpoint = '';
    const mount = () =>
      this.#command({...action, kind: 'mount'}, async () => {
        const call = await this.#t.plugin.call<MountReply>('VolumeDriver.Mount', arguments_(action));
        mountpoint = call.reply?.Mountpoint ?? '';
        return call;
      });
    const unmount = () =>
      this.#command({...action, kind: 'unmount'}, () =>
        this.#t.plugin.call('VolumeDriver.Unmount', arguments_(action)),
      );
    const mounted = await mount();
    const copies = this.#t.random() < 0.2;
    let last = mounted;
    if (mounted === 'done') {
      const isWritten = await this.#write(mountpoint, action.id);
      if (copies && (await mount()) === 'done') await unmount();
      if (isWritten) await this.#read(action, mountpoint);
      last = await unmount();
    }
    known.users -= 1;
    return last !== undefined;
  }

  async #write(mountpoint: string, id: string): Promise<boolean> {
    if (!this.#limits.files || !mountpoint.startsWith('/')) return false;
    return this.#t.host.write(mountpoint, fileOf(id), id).then(
      () => true,
      () => false,
    );
  }

  async #read(action: Omit<Action, 'kind'>, mountpoint: string): Promise<void> {
    const invokedAt = performance.now();
    const data = await this.#t.host.read(mountpoint, fileOf(action.id)).catch(() => null);
    this.#record({...action, kind: 'read'}, invokedAt, {
      word: data === action.id ? 'yes' : 'no',
      call: null,
    });
  }

  async #get(who: Omit<Action, 'kind'>): Promise<boolean> {
    const invokedAt = performance.now();
    const call = await this.#t.plugin.call<GetReply>('VolumeDriver.Get', {Name: who.name});
    const word = call.ok && call.reply?.Volume?.Name === who.name ? 'yes' : 'no';
    return this.#answered({...who, kind: 'get'}, invokedAt, {word, call});
  }

  /** One List says something about every volume. */
  async #list(who: Omit<Action, 'kind'>): Promise<boolean> {
    const invokedAt = performance.now();
    const call = await this.#t.plugin.call<ListReply>('VolumeDriver.List');
    const listed = new Set(call.reply?.Volumes?.map(volume => volume?.Name));
    const words = this.#names.map(name => (call.ok ? (listed.has(name) ? 'yes' : 'no') : 'failed'));
    const answers = this.#names.map((name, index) =>
      this.#answered({...who, name, kind: 'list'}, invokedAt, {word: words[index] ?? 'failed', call}),
    );
    return answers.every(Boolean);
  }

  async #command(
    action: Action,
    send: () => Promise<Call<unknown>>,
  ): Promise<'done' | 'refused' | undefined> {
    const invokedAt = performance.now();
    const call = await send();
    const word = call.ok ? 'done' : 'refused';
    return this.#answered(action, invokedAt, {word, call}) ? word : undefined;
  }

  #answered(action: Action, invokedAt: number, answer: Answer): boolean {
    const isAnswered = answer.call?.failure !== 'no-answer';
    this.#record(action, invokedAt, isAnswered ? answer : undefined);
    return isAnswered;
  }

  #record(input: Action, invokedAt: number, output: Answer | undefined): void {
    const returnedAt = output === undefined ? Number.POSITIVE_INFINITY : performance.now();
    this.history.push({input, invokedAt, returnedAt, output});
  }
}

function fileOf(id: string): string {
  return `plugtest-${id.slice(0, 12)}`;
}

function arguments_({name, id}: {readonly name: string; readonly id: string}) {
  return {Name: name, ID: id};
}
