import type {ContainerHandle, ContainerResult, Containers} from '../containers/api.ts';
import type {Container} from '../containers/container.ts';
import {existsInContainer, type Inside, readInContainer, writeInContainer} from '../containers/files.ts';
import type {Outcome} from '../outcome.ts';
import type {Session} from './session.ts';

/** One name or several. */
export type Names = string | readonly string[];

interface HandleOptions {
  readonly outcome: Outcome;
  readonly name: string;
  readonly id: string;
  readonly commands: Containers;
  readonly session: Session;
}

/** The outcome of a command together with the container it is about. */
export function createHandle({outcome, name, id, commands, session}: HandleOptions): ContainerResult {
  const find = (): Container | null => session.daemon?.containers.containers.get(id) ?? null;
  const inside = (): Inside => ({environment: session.daemon?.environment ?? null, container: find()});
  const reference = id || name;
  const handle: ContainerHandle = {
    name,
    id,
    get running() {
      return find()?.running ?? false;
    },
    read: path => readInContainer(inside(), path),
    write: (path, data) => writeInContainer(inside(), path, data),
    exists: path => existsInContainer(inside(), path),
    stop: options => commands.stop(reference, options),
    start: () => commands.start(reference),
    restart: options => commands.restart(reference, options),
    kill: () => commands.kill(reference),
    rm: options => commands.rm(reference, options),
    wait: async () => (await find()?.ended.promise) ?? -1,
    exit: async (code = 0) => {
      const container = find();
      container?.process?.exit(code);
      await container?.ended.promise;
    },
    log: async (stream, data) => {
      await find()?.process?.output.write(stream, data);
    },
    logs: options => commands.logs(reference, options),
    namespace: () => session.daemon?.networks.namespaceOf(id) ?? null,
  };
  // Not a copy: `running` is asked anew each time.
  return Object.defineProperties(handle, Object.getOwnPropertyDescriptors(outcome)) as ContainerResult;
}
