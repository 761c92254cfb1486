import type {CheckContext, ContainerResult, Docker} from '../../src/authoring.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import {replyOf} from './_reading.ts';
import {roomFor} from './_room.ts';
import {subnetV4} from './_subnet.ts';

/** A network made with `docker network create`. */
export interface EngineNetwork {
  readonly name: string;
  /** For `--ip`; undefined where the user can not choose. */
  readonly ip: string | undefined;
}

/** A network of the plugin; removed after the check, which is blocked when it can't be had. */
export async function givenEngineNetwork(
  t: CheckContext,
  docker: Docker,
  {word = 'net', internal = false}: {readonly word?: string; readonly internal?: boolean} = {},
): Promise<EngineNetwork> {
  const name = t.unique(word);
  const {addressing, ip} = await addressingOf(t);
  t.cleanup(async () => {
    await docker.networks.rm(name);
    roomFor(t, 'networks').drop(t, name);
  });
  const created = await docker.networks.create({
    name,
    driver: t.plugin.name,
    opts: t.settings.networkOpts,
    internal,
    ...addressing,
  });
  if (!created.ok) notCreated(t, created, internal && 'internal networks');
  roomFor(t, 'networks').hold(t, name);
  return {name, ip};
}

/** Ends the check, since `docker network create` failed. `kind`: what the driver may have refused on purpose. */
export function notCreated(t: CheckContext, {error}: {readonly error: string}, kind: string | false): never {
  if (isFromDriver(error) && kind !== false) t.notApplicable(`the driver refuses ${kind}: ${error}`);
  if (error.includes('Pool overlaps')) t.notApplicable('needs more than one subnet; there is one --subnet');
  const room = roomFor(t, 'networks');
  if (isFromDriver(error) && room.has(t)) room.full(t, error);
  return t.blocked('network.create-network.succeeds', error);
}

/** The error is one that the driver answered with, not silence or a broken answer. */
function isFromDriver(error: string): boolean {
  return /remote: |NetworkDriver\.|IpamDriver\./.test(error);
}

type Addressing = Pick<Parameters<Docker['networks']['create']>[0], 'subnets' | 'ipamDriver' | 'ipamOpts'>;

async function addressingOf(
  t: CheckContext,
): Promise<{readonly addressing: Addressing; readonly ip: string | undefined}> {
  const [ipamDriver, {ipamOpts}] = [await ipamDriverOf(t), t.settings];
  if (ipamDriver === 'null') return {addressing: {ipamDriver}, ip: undefined};
  if (ipamDriver === 'own') return {addressing: {ipamDriver: t.plugin.name, ipamOpts}, ip: undefined};
  const {pool, address} = subnetV4(t);
  return {addressing: {subnets: [pool]}, ip: address(2).replace(/\/.*/, '')};
}

/** `docker run`, which must work; the container is removed after the check. */
export async function running(
  t: CheckContext,
  docker: Docker,
  options: Parameters<Docker['run']>[0],
): Promise<ContainerResult> {
  const container = await docker.run(options);
  t.cleanup(() => container.rm({force: true}));
  if (/no available IPv4 addresses/.test(container.error))
    t.notApplicable('the subnet has too few addresses for this');
  t.expect.equal(container.error, '', 'the error of `docker run`');
  return container;
}

/** dockerd only logs it when taking something away fails: it goes on, and never asks again. */
export function expectTakenAway(t: CheckContext): void {
  const failed = t
    .exchanges()
    .filter(({method, response, probe}) => {
      const name = method.replace('NetworkDriver.', '');
      if (probe || !['Leave', 'DeleteEndpoint', 'DeleteNetwork', 'RevokeExternalConnectivity'].includes(name))
        return false;
      return !(name.startsWith('Revoke') && response?.status === 404);
    })
    .filter(exchange => replyOf(exchange) === null);
  t.expect.equal(
    failed.map(({method, response, error}) => `${method}: ${response?.body.text.trim() ?? error?.text}`),
    [],
    'what dockerd could not take away',
  );
}
