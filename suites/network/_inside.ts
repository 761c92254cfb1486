import {
  type CheckContext,
  type ContainerResult,
  type InterfaceView,
  type NamespaceView,
  parseCidr,
  type RunOptions,
} from '../../src/authoring.ts';
import {givenAttached} from './_calls.ts';
import {givenNetwork} from './_given.ts';
import {type Ground, startOn} from './_sandbox.ts';

/** A container that runs, and its interface of the network. */
export interface Inside {
  readonly container: ContainerResult;
  readonly namespace: NamespaceView;
  readonly link: InterfaceView;
}

/** Starts a container; whether that works is the business of a check of its own. */
export async function givenInside(
  t: CheckContext,
  ground: Ground,
  options: RunOptions = {},
): Promise<Inside> {
  const container = await startOn(t, ground, options);
  if (!container.ok) await givenUp(t, container);
  return lookAt(t, container);
}

/**
 * Starts one container more beside those that run; false: the network takes no more, as a link from point to point does,
 * but another in the place of one of them.
 */
export async function oneMoreInside(
  t: CheckContext,
  running: Inside[],
  {options, ...ground}: Ground & {readonly options: RunOptions},
): Promise<boolean> {
  const container = await startOn(t, ground, options);
  if (container.ok) return running.push(await lookAt(t, container)) > 0;
  const last = running.length < FEWEST ? undefined : running.pop();
  if (last === undefined || (await startOn(t, ground, options)).ok) return givenUp(t, container);
  await last.container.rm({force: true});
  const replaced = await startOn(t, ground, options);
  if (!replaced.ok) return givenUp(t, container);
  running.push(await lookAt(t, replaced));
  return false;
}

/** A network that takes one container only connects nothing. */
const FEWEST = 2;

/** What a container that started has; not applicable where the driver moves no interface into it. */
export async function lookAt(t: CheckContext, container: ContainerResult): Promise<Inside> {
  const namespace = container.namespace();
  const link = (await namespace?.interfaces())?.find(({name}) => name !== 'lo');
  if (namespace === null || link === undefined)
    return t.notApplicable(
      'Join names no interface: what the driver does for containers can not be seen in them',
    );
  return {container, namespace, link};
}

async function givenUp(t: CheckContext, container: ContainerResult): Promise<never> {
  await refuseDry(t, container);
  return t.blocked('network.sandbox.starts', container.error);
}

/** A driver that makes no interface at all is taken for one that only pretends to, unless the user vouches for it. */
export async function refuseDry(t: CheckContext, {error}: ContainerResult): Promise<void> {
  const {sandbox} = t.facts;
  if (!error.includes('failed to get link by name') || (sandbox.ready && sandbox.asked)) return;
  const names = async () => (await t.pluginNamespace().interfaces()).map(({name}) => name);
  const before = await names();
  await givenAttached(t, await givenNetwork(t));
  const made = (await names()).filter(name => !before.includes(name));
  if (made.length > 0) return;
  t.untestable(
    `Join names an interface, but the driver makes none in its network namespace: it only pretends, or makes them elsewhere; --sandbox netns judges it all the same (docker: ${error})`,
  );
}

/** The first address of a family, without its length; empty: none. */
export function addressOf({addresses}: InterfaceView, family: 4 | 6): string {
  const found = addresses.find(each => parseCidr(each)?.family === family);
  return found?.replace(/\/.*/, '') ?? '';
}

/** What stands in the container's route table for the way out; empty: nothing. */
export async function gatewayOf({namespace}: Inside): Promise<string> {
  const routes = (await namespace.inventory()).join('\n');
  return /^route default via ([0-9.]+) /m.exec(routes)?.[1] ?? '';
}
