/** How a container takes part in one network, as it is kept with the container. */
export interface EndpointSettings {
  /** Empty until it was connected once: then the network is found by it. */
  readonly networkId: string;
  readonly ip: string;
  readonly ip6: string;
  readonly mac: string;
  readonly aliases: readonly string[];
  readonly driverOpts: Readonly<Record<string, string>>;
  readonly priority: number;
}

/** A published port; host port 0: any. */
export interface PublishedPort {
  readonly port: number;
  readonly proto: string;
  readonly hostIp: string;
  readonly hostPort: number;
  readonly hostPortEnd: number;
}

/** A port of the container. */
export interface ExposedPort {
  readonly port: number;
  readonly proto: string;
}

/** What a container's configuration says of networks. */
export interface NetworkingConfig {
  /** `--network`: of these the first is the mode; `container:ID` and `none` are modes too. */
  readonly mode: string;
  readonly published: readonly PublishedPort[];
  readonly exposed: readonly ExposedPort[];
  readonly publishesAll: boolean;
  readonly dns: readonly string[];
}

/** A container, as the rooms of networks see it. */
export interface NetworkedContainer {
  readonly id: string;
  readonly name: string;
  readonly networking: NetworkingConfig;
  /** By the network's name, or what the user called it until it was found. */
  readonly networks: Map<string, EndpointSettings>;
}

/** Nothing special. */
export const plainSettings: EndpointSettings = {
  networkId: '',
  ip: '',
  ip6: '',
  mac: '',
  aliases: [],
  driverOpts: {},
  priority: 0,
};

/** Made by the user, not by the daemon (moby v28.5.2 api/types/container/hostconfig_unix.go IsUserDefined). */
export function isUserDefined(name: string): boolean {
  return !['bridge', 'host', 'none', 'default'].includes(name) && !name.startsWith('container:');
}
