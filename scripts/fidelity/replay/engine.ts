import type {DaemonStart} from '../../../src/daemon/docker.ts';
import type {Engine} from '../../../src/daemon/engines/engine.ts';
import {engineNamed, engines} from '../../../src/daemon/engines/engines.ts';
import {eventsOf, type Recording} from '../recording/events.ts';
import {keyValues} from '../translate/flags.ts';

/** Builds whose Go release is another than upstream's: the recordings' README names it. */
const builtWithGo: Readonly<Record<string, number>> = {'20.10.24': 19, '26.1.5': 24};

/** The model's engine for the release of a recording: of the same series, else of the same major version. */
export function engineOf(version: string): Engine {
  const [major = '', minor = ''] = version.split('.');
  const series = engines.find(({name}) => name === `${major}.${minor}`);
  const engine = series ?? engines.find(({name}) => name.split('.')[0] === major) ?? engineNamed(version);
  const go = builtWithGo[version];
  return go === undefined ? engine : {...engine, wire: {...engine.wire, go}, authz: authzOf(version, engine)};
}

/** The recorded builds carry the fixes of the authorization CVEs that upstream's releases of these numbers lack. */
function authzOf(version: string, engine: Engine): Engine['authz'] {
  const {bodies} = engineNamed(version === '26.1.5' ? '29' : '28.5').authz;
  const authEndpoint = version === '26.1.5' ? 'path' : 'none';
  return {...engine.authz, bodies, authEndpoint, server: `Docker/${version}+dfsg1 (linux)`};
}

/** What dockerd's flags are to the model. */
export function startOptions(argv: readonly string[]): DaemonStart {
  const valuesOf = (flag: string) => argv.flatMap((word, at) => (word === flag ? [argv[at + 1] ?? ''] : []));
  const [driver] = valuesOf('--log-driver');
  const opts = keyValues(valuesOf('--log-opt'));
  const liveRestore = argv.includes('--live-restore');
  const authorizationPlugins = argv.flatMap(word => /^--authorization-plugin=(.+)$/.exec(word)?.[1] ?? []);
  if (driver === undefined) return {liveRestore, authorizationPlugins};
  return {liveRestore, authorizationPlugins, log: {driver, ...(opts === undefined ? {} : {opts})}};
}

/** The time of day at which a recording began, where it says so: log drivers are told when a container was made. */
export function epochOf(recording: Recording): {readonly epochMs?: number} {
  const start = eventsOf(recording, 'request').find(({path}) => path === '/LogDriver.StartLogging');
  const [, created = ''] = /"ContainerCreated":"([^"]*)"/.exec(start?.bodyRaw ?? '') ?? [];
  const epochMs = Date.parse(created) - (start?.t_us ?? 0) / 1000;
  return Number.isNaN(epochMs) ? {} : {epochMs};
}
