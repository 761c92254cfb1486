import {findContainer} from '../containers/find.ts';
import {endpointSettings, nameOf} from '../containers/networking.ts';
import type {
  NetworkCreateOptions,
  NetworkInfo,
  NetworkListOptions,
  NetworkResult,
  Networks,
  NetworksResult,
} from '../networks/api.ts';
import {plainNetwork} from '../networks/predefined.ts';
import {readIpamConfig} from '../networks/validate-ipam.ts';
import type {Outcome} from '../outcome.ts';
import {describeNetwork} from './describe-network.ts';
import {inspection, table} from './format.ts';
import {subnetsOf} from './network-subnets.ts';
import {type Answer, forEach, type Session, single, succeeded} from './session.ts';

/** `docker network …`, as the 28.2 client makes requests of them. */
export function createNetworkCommands(session: Session): Networks {
  return {
    create: options => create(session, options),
    rm: names => remove(session, names),
    inspect: names => inspect(session, names),
    ls: options => list(session, options ?? {}),
    prune: () => prune(session),
    connect: async (network, container, options = {}) => {
      const name = nameOf(network);
      const path = `/networks/${encodeURIComponent(name)}/connect`;
      const answer = await session.request({verb: 'Post', path}, async ({networks, containers}) => {
        const found = findContainer(containers, container);
        await found.lock.run(async () => {
          await networks.connect(found, name, endpointSettings(options));
          found.checkpoint(containers.environment);
        });
      });
      return silent(answer);
    },
    disconnect: async (network, container, options = {}) => {
      const name = nameOf(network);
      const path = `/networks/${encodeURIComponent(name)}/disconnect`;
      const answer = await session.request({verb: 'Post', path}, async ({networks, containers}) => {
        const found = findContainer(containers, container);
        await found.lock.run(async () => {
          await networks.disconnect(found, name, options.force ?? false);
          found.checkpoint(containers.environment);
        });
      });
      return silent(answer);
    },
  };
}

async function create(session: Session, options: NetworkCreateOptions): Promise<NetworkResult> {
  const subnets = subnetsOf(session, options);
  if ('problem' in subnets) {
    const {problem} = subnets;
    return {
      ok: false,
      exitCode: 1,
      stdout: '',
      stderr: `${problem}\n`,
      error: problem,
      name: options.name,
      id: '',
    };
  }
  const answer = await session.request({verb: 'Post', path: '/networks/create'}, async daemon => {
    const {ipv6: enableIpv6 = false} = options;
    const {engine} = daemon.environment;
    const network = await daemon.networks.create({
      ...plainNetwork,
      ...readIpamConfig(daemon.environment, subnets.configs, enableIpv6),
      name: options.name,
      driver: options.driver ?? 'bridge',
      scope: options.scope ?? '',
      enableIpv6,
      enableIpv4: !engine.networks.optionalIpv4 || (options.ipv4 ?? true),
      internal: options.internal ?? false,
      attachable: options.attachable ?? false,
      ingress: options.ingress ?? false,
      configOnly: options.configOnly ?? false,
      configFrom: options.configFrom ?? '',
      labels: options.labels ?? {},
      driverOptions: options.opts ?? {},
      ipamDriver: options.ipamDriver ?? 'default',
      ipamOptions: options.ipamOpts === undefined ? {} : options.ipamOpts,
    });
    return network.id;
  });
  const id = 'value' in answer ? answer.value : '';
  return {...single('value' in answer ? {value: `${id}\n`} : answer), name: options.name, id};
}

/** The client ends with the words of its exit code. */
async function remove(session: Session, names: string | readonly string[]): Promise<Outcome> {
  const outcome = await forEach(names, name =>
    session.request({verb: 'Delete', path: `/networks/${encodeURIComponent(name)}`}, ({networks}) =>
      networks.remove(name),
    ),
  );
  return outcome.ok ? outcome : {...outcome, stderr: `${outcome.stderr}exit status 1\n`};
}

async function inspect(session: Session, names: string | readonly string[]): Promise<NetworksResult> {
  const networks: NetworkInfo[] = [];
  const outcome = await forEach(names, async name => {
    const path = `/networks/${encodeURIComponent(name)}`;
    const answer = await session.request({verb: 'Get', path}, async daemon =>
      describeNetwork(daemon, daemon.networks.find(name)),
    );
    if ('value' in answer) networks.push(answer.value);
    return answer;
  });
  return {...outcome, stdout: inspection(networks), networks};
}

async function list(session: Session, options: NetworkListOptions): Promise<NetworksResult> {
  const answer: Answer<NetworkInfo[]> = await session.request(
    {verb: 'Get', path: '/networks'},
    async daemon =>
      daemon.networks
        .list()
        .map(network => describeNetwork(daemon, network))
        .filter(({Driver}) => options.driver === undefined || Driver === options.driver)
        .filter(({Name}) => options.name === undefined || Name.includes(options.name)),
  );
  if (!('value' in answer)) return {...single(answer), networks: []};
  const networks = answer.value.sort((a, b) => (a.Name < b.Name ? -1 : 1));
  const rows = networks.map(({Id, Name, Driver, Scope}) => [Id.slice(0, 12), Name, Driver, Scope]);
  const stdout = options.quiet
    ? rows.map(([id]) => `${id}\n`).join('')
    : table(['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], rows);
  return {...succeeded(stdout), networks};
}

async function prune(session: Session): Promise<Outcome> {
  const answer = await session.request({verb: 'Post', path: '/networks/prune'}, ({networks}) =>
    networks.prune(),
  );
  if (!('value' in answer)) return single(answer);
  const names = answer.value.join('\n');
  return succeeded(names === '' ? '' : `Deleted Networks:\n${names}\n\n`);
}

function silent(answer: Answer<unknown>): Outcome {
  return single('value' in answer ? {value: ''} : answer);
}
