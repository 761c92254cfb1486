import {UsageError} from '../../util/errors.ts';
import {nearest} from '../../util/nearest.ts';
import {authzFacts} from './authz.ts';
import {type FactsByVersion, factsByVersion} from './by-version.ts';
import type {ContainerFacts, Engine, VolumeFacts} from './engine.ts';
import {ipamFacts, networkFacts} from './network-engines.ts';

const TASK = 'failed to create task for container: ';
const OCI =
  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';
const MOUNT = 'error during container init: error mounting "{path}" to rootfs at "{dest}": ';

/** As 20.10.24 is (moby v20.10.24 volume/, daemon/); later engines name what they changed. */
const VOLUMES_20_10: VolumeFacts = {
  probesAnonymous: true,
  copyUpThroughMountPoint: false,
  liveRestoresMounts: false,
  guardsUnmount: false,
  subpath: false,
  emptyOpts: 'object',
};
const VOLUMES_24: VolumeFacts = {...VOLUMES_20_10, liveRestoresMounts: true, emptyOpts: 'null'};
const VOLUMES_26: VolumeFacts = {
  ...VOLUMES_24,
  guardsUnmount: true,
  copyUpThroughMountPoint: true,
  subpath: true,
};
const VOLUMES_28: VolumeFacts = {...VOLUMES_26, probesAnonymous: false};

const CONTAINERS_20_10: ContainerFacts = {
  copiesInNamespace: false,
  prunesAnonymousOnly: false,
  taskPrefix: '',
  taskError: OCI,
  missingMountSource: `${MOUNT}stat {path}: no such file or directory: unknown`,
  removeRunning:
    'You cannot remove a running container {id}. Stop the container before attempting removal or force remove',
};
const CONTAINERS_24: ContainerFacts = {
  ...CONTAINERS_20_10,
  copiesInNamespace: true,
  prunesAnonymousOnly: true,
  taskPrefix: TASK,
  taskError: `${TASK}${OCI}`,
};
const CONTAINERS_25: ContainerFacts = {
  ...CONTAINERS_24,
  missingMountSource: `${MOUNT}create mount destination for {dest} mount: bind mount source stat: stat {path}: no such file or directory: unknown`,
  removeRunning:
    'cannot remove container "{name}": container is running: stop the container before removing or force remove',
};
const CONTAINERS_28: ContainerFacts = {
  ...CONTAINERS_25,
  removeRunning:
    'cannot remove container "{ref}": container is running: stop the container before removing or force remove',
};

const UNNAMED_HOST = {unixHost: '', dialTimeoutMs: 32_000, idleTimeoutMs: null} as const;
const NAMED_HOST = {unixHost: 'plugin.moby.localhost', dialTimeoutMs: 10_000, idleTimeoutMs: null} as const;
const NAMING = {namesUnimplemented: true};

const releases: readonly Omit<Engine, keyof FactsByVersion>[] = [
  {
    name: '20.10',
    version: '20.10.24',
    api: '1.41',
    apiShutdownMs: 0,
    wire: {...UNNAMED_HOST, go: 19},
    plugins: {namesUnimplemented: false},
    volumes: VOLUMES_20_10,
    containers: CONTAINERS_20_10,
    authz: authzFacts('20.10.24', '20.10'),
    networks: networkFacts['20.10'],
    ipam: ipamFacts['20.10'],
  },
  {
    name: '23.0',
    version: '23.0.6',
    api: '1.42',
    apiShutdownMs: 0,
    wire: {...UNNAMED_HOST, go: 19},
    plugins: NAMING,
    volumes: {...VOLUMES_20_10, emptyOpts: 'null'},
    containers: {...CONTAINERS_20_10, prunesAnonymousOnly: true},
    authz: authzFacts('23.0.6', '23.0'),
    networks: networkFacts['23.0'],
    ipam: ipamFacts['23.0'],
  },
  {
    name: '24.0',
    version: '24.0.9',
    api: '1.43',
    apiShutdownMs: 5_000,
    wire: {...NAMED_HOST, dialTimeoutMs: 32_000, go: 20},
    plugins: NAMING,
    volumes: VOLUMES_24,
    containers: CONTAINERS_24,
    authz: authzFacts('24.0.9', '24.0'),
    networks: networkFacts['24.0'],
    ipam: ipamFacts['24.0'],
  },
  {
    name: '25.0',
    version: '25.0.5',
    api: '1.44',
    apiShutdownMs: 5_000,
    wire: {...NAMED_HOST, go: 21},
    plugins: NAMING,
    volumes: {...VOLUMES_24, guardsUnmount: true},
    containers: CONTAINERS_25,
    authz: authzFacts('25.0.5', '25.0'),
    networks: networkFacts['25.0'],
    ipam: ipamFacts['25.0'],
  },
  {
    name: '26.1',
    version: '26.1.5',
    api: '1.45',
    apiShutdownMs: 5_000,
    wire: {...NAMED_HOST, go: 21},
    plugins: NAMING,
    volumes: VOLUMES_26,
    containers: CONTAINERS_25,
    authz: authzFacts('26.1.5', '26.1'),
    networks: networkFacts['26.1'],
    ipam: ipamFacts['26.1'],
  },
  {
    name: '27.5',
    version: '27.5.1',
    api: '1.47',
    apiShutdownMs: 5_000,
    wire: {...NAMED_HOST, go: 22},
    plugins: NAMING,
    volumes: VOLUMES_26,
    containers: CONTAINERS_25,
    authz: authzFacts('27.5.1', '27.5'),
    networks: networkFacts['27.5'],
    ipam: ipamFacts['27.5'],
  },
  {
    name: '28.5',
    version: '28.5.2',
    api: '1.50',
    apiShutdownMs: 5_000,
    wire: {...NAMED_HOST, go: 24},
    plugins: NAMING,
    volumes: VOLUMES_28,
    containers: CONTAINERS_28,
    authz: authzFacts('28.5.2', '28.5'),
    networks: networkFacts['28.5'],
    ipam: ipamFacts['28.5'],
  },
  {
    name: '29',
    version: '29.7.2',
    api: '1.50',
    apiShutdownMs: 5_000,
    wire: {...NAMED_HOST, idleTimeoutMs: 30_000, go: 26},
    plugins: NAMING,
    volumes: VOLUMES_28,
    containers: CONTAINERS_28,
    authz: authzFacts('29.7.2', '29'),
    networks: networkFacts['29'],
    ipam: ipamFacts['29'],
  },
];

/**
 * The engines that plugtest can act as, oldest first. Each is one release; where the patches of a series differ, it is the one
 * that plugins find harder: 20.10.24 and 23.0.6 send an empty Host on unix sockets, which their last patches no longer do.
 */
export const engines: readonly Engine[] = releases.map(release => ({
  ...release,
  ...factsByVersion(release.version),
}));

/** The engine taken when none is named. */
export const newestEngine: Engine = engineNamed('29');

/** Engines by `all`, or by names with commas between them; each once, in the order given. */
export function enginesNamed(names: string): readonly Engine[] {
  if (names === 'all') return engines;
  return [...new Set(names.split(',').map(name => engineNamed(name.trim())))];
}

/** An engine by the name of its series (`28.5`) or its release (`28.5.2`). */
export function engineNamed(name: string): Engine {
  const engine = engines.find(item => item.name === name || item.version === name);
  if (engine !== undefined) return engine;
  const names = engines.map(item => item.name);
  const near = nearest(name, names);
  throw new UsageError(
    `Unknown engine: ${name}${near === undefined ? '' : `; did you mean ${near}?`} Known: ${names.join(', ')}.`,
    {
      code: 'UNKNOWN_ENGINE',
    },
  );
}
