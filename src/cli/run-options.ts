import type {IpamChoice} from '../core/context.ts';
import type {Policy} from '../core/policy.ts';
import type {RunOptions, SandboxMode} from '../run.ts';
import {UsageError} from '../util/errors.ts';
import {formatCidr, networkOf, parseCidr} from '../util/ip-address.ts';
import type {OptionValues} from './option-values.ts';
import {expandPatterns} from './patterns.ts';
import {onlyPluginDir} from './plugin-dir.ts';

/** The flags of a run as the library takes them. */
export async function runOptions(options: OptionValues): Promise<Omit<RunOptions, 'target'>> {
  const [interfaces, pluginDir] = [options.list('interface'), onlyPluginDir(options)];
  const [restartCommand, seed] = [options.text('restart-command'), options.number('seed')];
  const [policy, logProbe] = [options.text('policy'), options.text('log-probe')];
  const metricsSocket = options.text('metrics-socket');
  const shard = shardFrom(options.text('shard'));
  return {
    engine: options.text('engine') ?? '29',
    level: levelOf(options),
    callTimeoutMs: options.number('call-timeout') ?? 10_000,
    timeoutMs: options.number('timeout') ?? 600_000,
    select: expandPatterns(options.list('select')),
    exclude: expandPatterns(options.list('exclude')),
    volumeOpts: options.pairs('volume-opt'),
    networkOpts: options.pairs('network-opt'),
    ipamOpts: options.pairs('ipam-opt'),
    ipamDriver: ipamDriverOf(options),
    subnets: subnetsFrom(options),
    logOpts: options.pairs('log-opt'),
    sandbox: sandboxOf(options),
    hooks: hooksFrom(options),
    brokenPolicy: options.pairs('broken-policy'),
    isManaged: options.flag('managed'),
    requireComplete: options.flag('require-complete'),
    shuffle: options.flag('shuffle'),
    ...(interfaces.length > 0 && {interfaces}),
    ...(pluginDir !== undefined && {pluginDir}),
    ...(restartCommand !== undefined && {restartCommand}),
    ...(seed !== undefined && {seed}),
    ...(shard !== undefined && {shard}),
    ...(logProbe !== undefined && {logProbe}),
    ...(metricsSocket !== undefined && {metricsSocket}),
    ...(policy !== undefined && {policy: await policyIn(policy)}),
  };
}

/** Few runs have a policy, and reading YAML takes seventy modules. */
async function policyIn(file: string): Promise<Policy> {
  const {readPolicy} = await import('./policy-file.ts');
  return readPolicy(file);
}

function hooksFrom(options: OptionValues): NonNullable<RunOptions['hooks']> {
  const hooks = options.pairs('hook');
  for (const name of Object.keys(hooks)) {
    if (name !== 'sink-down' && name !== 'sink-up')
      throw new UsageError(`--hook expects sink-down=CMD or sink-up=CMD, got "${name}=…"`);
  }
  const {'sink-down': down, 'sink-up': up} = hooks;
  if (down === undefined && up === undefined) return {};
  if (down === undefined || up === undefined)
    throw new UsageError('--hook expects both sink-down=CMD and sink-up=CMD');
  return {'sink-down': down, 'sink-up': up};
}

function ipamDriverOf(options: OptionValues): IpamChoice | 'auto' {
  const driver = options.text('ipam-driver');
  return driver === 'null' || driver === 'own' || driver === 'default' ? driver : 'auto';
}

function subnetsFrom(options: OptionValues): readonly string[] {
  const subnets = options.list('subnet');
  for (const subnet of subnets) {
    const prefix = parseCidr(subnet);
    if (prefix?.family !== 4 || formatCidr(networkOf(prefix)) !== subnet || prefix.bits > 30)
      throw new UsageError(`--subnet expects an IPv4 subnet such as 10.5.0.0/24, got "${subnet}"`);
  }
  return subnets;
}

function sandboxOf(options: OptionValues): SandboxMode {
  const mode = options.text('sandbox');
  return mode === 'netns' || mode === 'none' ? mode : 'auto';
}

function levelOf(options: OptionValues): RunOptions['level'] {
  const level = options.text('level');
  if (level === 'may') return 'MAY';
  return level === 'should' ? 'SHOULD' : 'MUST';
}

function shardFrom(text: string | undefined): RunOptions['shard'] {
  if (text === undefined) return undefined;
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return {index, count};
  throw new UsageError(`--shard expects PART/PARTS such as 2/4, parts counted from 1; got "${text}"`);
}

/** Options that may be given more than once. */
const LISTS = [
  'interface',
  'plugin-dir',
  'volume-opt',
  'network-opt',
  'ipam-opt',
  'subnet',
  'log-opt',
  'hook',
  'broken-policy',
  'suite',
];
const TEXTS = ['restart-command', 'log-probe', 'metrics-socket', 'policy'];

/** What makes the plugin behave as in this run; the rest only says how much is run and reported. */
export function repeatFlags(options: OptionValues): string[] {
  const lists = LISTS.flatMap(name => options.list(name).flatMap(word => [`--${name}`, word]));
  const [driver, sandbox] = [ipamDriverOf(options), sandboxOf(options)];
  const given = [
    ...lists,
    ...(driver === 'auto' ? [] : ['--ipam-driver', driver]),
    ...(sandbox === 'auto' ? [] : ['--sandbox', sandbox]),
  ];
  const texts = TEXTS.flatMap(name => {
    const text = options.text(name);
    return text === undefined ? [] : [`--${name}`, text];
  });
  return [...(options.flag('managed') ? ['--managed'] : []), ...given, ...texts];
}
