import {type Call, type CheckContext, hexId, type IpamChoice} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {defaultData, type IpamData, networkOptions, nullData} from './_addressing.ts';
import {ownPool} from './_own-ipam.ts';

/**
 * Who gives the addresses of the networks: what the user says. Without their word it is dockerd's own IPAM driver, unless the
 * network driver refuses networks of that and says that it is for the sake of IPAM; then the first of the others that it takes.
 */
export async function ipamDriverOf(t: CheckContext): Promise<IpamChoice> {
  const {ipamDriver} = t.settings;
  if (ipamDriver === 'own' && !t.facts.implements.includes('IpamDriver'))
    t.untestable('--ipam-driver own is for plugins that name IpamDriver too');
  return ipamDriver === 'auto' ? chosen(t) : ipamDriver;
}

const chosen = oncePerRun(choose);

async function choose(t: CheckContext): Promise<IpamChoice> {
  const refused = await create(t, defaultData(t));
  if (refused.ok || !/ipam/i.test(refused.error)) return 'default';
  const others = [
    ...(t.facts.implements.includes('IpamDriver')
      ? [['own', async () => (await ownPool(t)).data] as const]
      : []),
    ['null', async () => nullData] as const,
  ];
  for (const [choice, data] of others) {
    if (!(await create(t, await data())).ok) continue;
    t.log(
      `--ipam-driver ${choice}, since the driver refuses networks of another IPAM driver: ${refused.error}`,
    );
    return choice;
  }
  return 'default';
}

/** Creates a network with this pool and deletes it. */
async function create(t: CheckContext, data: IpamData): Promise<Call> {
  const NetworkID = hexId(t.random);
  const body = {NetworkID, Options: networkOptions(t), IPv4Data: [data], IPv6Data: []};
  const created = await t.plugin.call('NetworkDriver.CreateNetwork', body);
  await t.plugin.call('NetworkDriver.DeleteNetwork', {NetworkID}, {probe: true});
  return created;
}
