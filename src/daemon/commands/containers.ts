import type {
  ContainerInfo,
  ContainerResult,
  Containers,
  CopyOptions,
  RemoveOptions,
  RunOptions,
  StopOptions,
} from '../containers/api.ts';
import {readArchive, statArchive, writeArchive} from '../containers/archive.ts';
import type {Container} from '../containers/container.ts';
import {createContainer} from '../containers/create.ts';
import {findContainer} from '../containers/find.ts';
import {startContainer} from '../containers/life-cycle.ts';
import {removeContainer} from '../containers/remove.ts';
import {killContainer, STOP_TIMEOUT, stopContainer} from '../containers/stop.ts';
import type {Dockerd} from '../dockerd.ts';
import type {LogsOptions, LogsResult} from '../logging/api.ts';
import type {Outcome} from '../outcome.ts';
import {inContainer} from './copy-place.ts';
import {describe} from './describe.ts';
import {createHandle, type Names} from './handle.ts';
import {showLogs} from './logs.ts';
import {ended, runFailure} from './run-failure.ts';
import {type Answer, forAll, forEach, type Session, single, succeeded} from './session.ts';

/** `docker container …`, as the 28.2 client makes requests of them. */
export class ContainerCommands implements Containers {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async create(options: RunOptions = {}): Promise<ContainerResult> {
    const answer = await this.#create(options);
    if (!('value' in answer)) return this.#result(single(answer), options.name ?? '', '');
    const {id, name} = answer.value;
    return this.#result(succeeded(`${id}\n`), name, id);
  }

  /** Create, start and, unless detached, wait for the end; with `remove` for the removal too. */
  async run(options: RunOptions = {}): Promise<ContainerResult> {
    const created = await this.#create(options);
    if (!('value' in created)) return this.#result(runFailure(created), options.name ?? '', '');
    const container = created.value;
    const {id, name} = container;
    const detached = options.detach ?? (options.program?.kind ?? 'runs') === 'runs';
    const started = await this.#request('Post', `/containers/${id}/start`, daemon =>
      startContainer(daemon.containers, container),
    );
    if (!('value' in started)) {
      const failure = runFailure(started);
      return this.#result(detached ? {...failure, stdout: `${id}\n`} : failure, name, id);
    }
    if (detached) return this.#result(succeeded(`${id}\n`), name, id);
    const output = container.process?.output;
    const waited = await this.#request('Post', `/containers/${id}/wait`, async () => {
      const code = await container.ended.promise;
      if (options.remove) await container.removed.promise;
      return code;
    });
    if (!('value' in waited)) return this.#result(runFailure(waited), name, id);
    return this.#result(ended(waited.value, output), name, id);
  }

  async start(names: Names): Promise<Outcome> {
    const outcome = await this.#each(names, 'start', (daemon, container) =>
      startContainer(daemon.containers, container),
    );
    if (outcome.ok) return outcome;
    const done = outcome.stdout.split('\n');
    const failed = [names].flat().filter(name => !done.includes(name));
    return {...outcome, stderr: `${outcome.stderr}Error: failed to start containers: ${failed.join(', ')}\n`};
  }

  stop(names: Names, options: StopOptions = {}): Promise<Outcome> {
    return forAll(names, name =>
      this.#act(name, 'stop', (daemon, container) =>
        stopContainer(daemon.containers, container, options.timeout ?? STOP_TIMEOUT),
      ),
    );
  }

  restart(names: Names, options: StopOptions = {}): Promise<Outcome> {
    return this.#each(names, 'restart', async (daemon, container) => {
      container.manuallyRestarted = true;
      await stopContainer(daemon.containers, container, options.timeout ?? STOP_TIMEOUT);
      await startContainer(daemon.containers, container);
    });
  }

  kill(names: Names): Promise<Outcome> {
    return forAll(names, name =>
      this.#act(name, 'kill', (daemon, container) => killContainer(daemon.containers, container)),
    );
  }

  rm(names: Names, options: RemoveOptions = {}): Promise<Outcome> {
    return forAll(names, name =>
      this.#request('Delete', `/containers/${name}`, daemon =>
        removeContainer(daemon.containers, findContainer(daemon.containers, name), {
          ...options,
          reference: name,
        }),
      ),
    );
  }

  async cp(from: string, to: string, options: CopyOptions = {}): Promise<Outcome> {
    const source = inContainer(from);
    if (source !== null) {
      const path = `/containers/${source.name}/archive`;
      const answer = await this.#request('Get', path, daemon =>
        readArchive(daemon.containers, findContainer(daemon.containers, source.name), source.path),
      );
      return single('value' in answer ? {value: ''} : answer);
    }
    const target = inContainer(to) ?? {name: to, path: '/'};
    const path = `/containers/${target.name}/archive`;
    await this.#request('Head', path, daemon =>
      statArchive(daemon.containers, findContainer(daemon.containers, target.name), target.path),
    );
    const answer = await this.#request('Put', path, daemon =>
      writeArchive(daemon.containers, findContainer(daemon.containers, target.name), {
        path: target.path,
        data: options.data ?? `copied from ${from}\n`,
      }),
    );
    return single('value' in answer ? {value: ''} : answer);
  }

  logs(name: string, options: LogsOptions = {}): Promise<LogsResult> {
    return showLogs(this.#session, name, options);
  }

  async prune(): Promise<Outcome> {
    const answer = await this.#request('Post', '/containers/prune', async ({containers}) => {
      const stopped = [...containers.containers.values()].filter(container => !container.running);
      for (const container of stopped) await removeContainer(containers, container);
      return stopped.map(container => container.id);
    });
    if (!('value' in answer)) return single(answer);
    const ids = answer.value.length === 0 ? '' : `Deleted Containers:\n${answer.value.join('\n')}\n\n`;
    return succeeded(`${ids}Total reclaimed space: 0B\n`);
  }

  list(): readonly ContainerInfo[] {
    return this.#all().map(describe);
  }

  get(name: string): ContainerResult | null {
    const found = this.#all().find(container => container.name === name || container.id === name);
    return found === undefined ? null : this.#result(succeeded(''), found.name, found.id);
  }

  #all(): Container[] {
    return [...(this.#session.daemon?.containers.containers.values() ?? [])];
  }

  async #create(options: RunOptions): Promise<Answer<Container>> {
    const query = options.name === undefined ? '' : `?name=${encodeURIComponent(options.name)}`;
    return this.#request('Post', `/containers/create${query}`, daemon =>
      createContainer(daemon.containers, options),
    );
  }

  #each(
    names: Names,
    action: string,
    act: (daemon: Dockerd, container: Container) => Promise<void>,
  ): Promise<Outcome> {
    return forEach(names, name => this.#act(name, action, act));
  }

  #act(
    name: string,
    action: string,
    act: (daemon: Dockerd, container: Container) => Promise<void>,
  ): Promise<Answer<void>> {
    return this.#request('Post', `/containers/${name}/${action}`, daemon =>
      act(daemon, findContainer(daemon.containers, name)),
    );
  }

  #request<T>(
    verb: 'Get' | 'Post' | 'Delete' | 'Head' | 'Put',
    path: string,
    work: (daemon: Dockerd) => Promise<T>,
  ): Promise<Answer<T>> {
    return this.#session.request({verb, path}, work);
  }

  #result(outcome: Outcome, name: string, id: string): ContainerResult {
    return createHandle({outcome, name, id, commands: this, session: this.#session});
  }
}
