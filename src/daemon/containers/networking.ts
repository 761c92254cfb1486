import type {EndpointOptions, NetworkReference} from '../networks/api.ts';
import {parseExposed, parsePublished} from '../networks/ports.ts';
import {type EndpointSettings, type ExposedPort, plainSettings} from '../networks/settings.ts';
import type {NetworkChoice, RunOptions} from './api.ts';
import type {ContainerRecord} from './record.ts';

const DEFAULT = 'bridge';

/** What the command's flags say of networks, as the client sends it. */
export function networkingOf(options: RunOptions): Pick<ContainerRecord, 'networking' | 'networks'> {
  const choices = choicesOf(options);
  const [first = {network: DEFAULT}] = choices;
  const mode = nameOf(first.network);
  const published = (options.ports ?? []).map(parsePublished);
  const exposed = [...(options.expose ?? []).map(parseExposed), ...published];
  return {
    networking: {
      mode,
      published,
      exposed: distinct(exposed),
      publishesAll: options.publishAll ?? false,
      dns: options.dns ?? [],
    },
    networks: mode.startsWith('container:')
      ? {}
      : Object.fromEntries(choices.map(choice => [nameOf(choice.network), endpointSettings(choice)])),
  };
}

/** What an endpoint's options come to. */
export function endpointSettings(options: EndpointOptions): EndpointSettings {
  return {
    ...plainSettings,
    ip: options.ip ?? '',
    ip6: options.ip6 ?? '',
    mac: options.macAddress ?? '',
    aliases: options.aliases ?? [],
    driverOpts: options.driverOpts ?? {},
    priority: options.gatewayPriority ?? 0,
  };
}

/** The name that the user's word for a network stands for. */
export function nameOf(network: NetworkReference): string {
  return typeof network === 'string' ? network : network.name;
}

function choicesOf({network = DEFAULT, ip, ip6, macAddress, networkAliases}: RunOptions): NetworkChoice[] {
  const listed = isList(network) ? network : [{network}];
  const [first = {network: DEFAULT}, ...rest] = listed;
  const own = {
    ...(ip === undefined ? {} : {ip}),
    ...(ip6 === undefined ? {} : {ip6}),
    ...(macAddress === undefined ? {} : {macAddress}),
    ...(networkAliases === undefined ? {} : {aliases: networkAliases}),
  };
  return [{...first, ...own}, ...rest];
}

function isList(network: NetworkReference | readonly NetworkChoice[]): network is readonly NetworkChoice[] {
  return Array.isArray(network);
}

function distinct(ports: readonly ExposedPort[]): ExposedPort[] {
  const byName = new Map(ports.map(({port, proto}) => [`${port}/${proto}`, {port, proto}]));
  return [...byName.values()];
}
