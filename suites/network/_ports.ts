import type {Call, CheckContext} from '../../src/authoring.ts';
import type {GivenEndpoint} from './_endpoint.ts';

/** Numbers of protocols, as dockerd sends them. */
export const TCP = 6;
export const UDP = 17;

interface Binding {
  readonly Proto: number;
  /** Empty: all addresses. */
  readonly HostIP?: string;
  readonly HostPort: number;
  readonly HostPortEnd?: number;
}

/** A number is a host port of TCP. */
type Publication = number | Binding;

/** Container port 80 published so, as dockerd tells it in Options. */
export function portOptions(hostPorts: readonly Publication[]): Readonly<Record<string, unknown>> {
  const portmap = hostPorts.map(each => {
    const binding: Binding = typeof each === 'number' ? {Proto: TCP, HostPort: each} : each;
    const {Proto, HostIP = '', HostPort, HostPortEnd = HostPort} = binding;
    return {Proto, IP: '', Port: 80, HostIP, HostPort, HostPortEnd};
  });
  const exposed = portmap.map(({Proto, Port}) => ({Proto, Port}));
  return {
    'com.docker.network.endpoint.exposedports': exposed,
    'com.docker.network.portmap': portmap,
  };
}

/** ProgramExternalConnectivity of container port 80. */
export function program(
  t: CheckContext,
  {ids}: GivenEndpoint,
  hostPorts: readonly Publication[],
): Promise<Call> {
  const body = {...ids, Options: portOptions(hostPorts)};
  return t.plugin.call('NetworkDriver.ProgramExternalConnectivity', body);
}

/** A port that is probably free: below the ports that the kernel gives out by itself. */
export function hostPort(t: CheckContext): number {
  return 20_000 + Math.floor(t.random() * 12_000);
}
