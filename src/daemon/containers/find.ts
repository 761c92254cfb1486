import {DaemonError} from '../errors.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';

/** A container by id, name or beginning of the id (moby v28.5.2 daemon/container.go GetContainer). */
export function findContainer(context: ContainerContext, reference: string): Container {
  const all = [...context.containers.values()];
  const found =
    context.containers.get(reference) ??
    all.find(container => container.name === reference) ??
    all.find(container => reference !== '' && container.id.startsWith(reference));
  if (found !== undefined) return found;
  throw new DaemonError(`No such container: ${reference}`, {status: 'not-found'});
}
