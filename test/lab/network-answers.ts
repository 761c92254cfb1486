/** What a recorder answers, by path; the request is whatever dockerd sent. */
export type Answers = Readonly<Record<string, (request: Readonly<Record<string, unknown>>) => unknown>>;

/** A network and IPAM plugin that moves no interface, and wants to be told again of its pools. */
export function networkAnswers(): Answers {
  const taken = new Set<string>();
  const free = (prefix: string) => {
    let host = 1;
    while (taken.has(`${prefix}.${host}`)) host += 1;
    return `${prefix}.${host}`;
  };
  const nothing = () => ({});
  return {
    '/Plugin.Activate': () => ({Implements: ['NetworkDriver', 'IpamDriver']}),
    '/NetworkDriver.GetCapabilities': () => ({Scope: 'local', ConnectivityScope: 'local'}),
    '/NetworkDriver.CreateNetwork': nothing,
    '/NetworkDriver.DeleteNetwork': nothing,
    '/NetworkDriver.CreateEndpoint': () => ({Interface: {}}),
    '/NetworkDriver.DeleteEndpoint': nothing,
    '/NetworkDriver.EndpointOperInfo': () => ({Value: {}}),
    '/NetworkDriver.Join': () => ({DisableGatewayService: true}),
    '/NetworkDriver.Leave': nothing,
    '/IpamDriver.GetCapabilities': () => ({RequiresRequestReplay: true}),
    '/IpamDriver.GetDefaultAddressSpaces': () => ({
      LocalDefaultAddressSpace: 'rec-local',
      GlobalDefaultAddressSpace: 'rec-global',
    }),
    '/IpamDriver.RequestPool': ({Pool}) => ({PoolID: `pool ${Pool}`, Pool}),
    '/IpamDriver.RequestAddress': ({PoolID, Address}) => {
      const [, prefix = '', bits = ''] = /^pool (.*)\.\d+\/(\d+)$/.exec(String(PoolID)) ?? [];
      const address = String(Address) || free(prefix);
      taken.add(address);
      return {Address: `${address}/${bits}`};
    },
    '/IpamDriver.ReleaseAddress': ({Address}) => {
      taken.delete(String(Address));
      return {};
    },
    '/IpamDriver.ReleasePool': nothing,
  };
}
