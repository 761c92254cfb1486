import {join} from 'node:path';
import type {RunOptions} from '../run.ts';
import {shellQuote} from '../util/shell-quote.ts';
import {type FixtureWants, logPrinter} from './fixtures.ts';
import type {OptionValues} from './option-values.ts';

/** Faults of these areas show in a plugin of any kind. */
export const anyKind: readonly string[] = ['handshake', 'transport'];
const DEFAULT_INTERFACE = 'volume';

/** What a demo has to do for faults and oddities to show. */
export interface DemoNeeds {
  /** Interfaces of the reference plugin. */
  readonly serves: readonly string[];
  /** It listens on TCP. */
  readonly overTcp: boolean;
  readonly settings: Partial<RunOptions>;
}

/** Reads off the fixtures what they need; `state` is the folder in which the reference plugin keeps what it has. */
export function demoNeeds(fixtures: readonly FixtureWants[], state: string): DemoNeeds {
  const kinds = fixtures.map(({interface: kind}) => (anyKind.includes(kind) ? DEFAULT_INTERFACE : kind));
  const tested = kinds.length === 0 ? [DEFAULT_INTERFACE] : [...new Set(kinds)];
  const beside = fixtures.flatMap(({interfaces = []}) => interfaces);
  return {
    serves: [...new Set([...tested, ...beside])],
    overTcp: fixtures.some(({tcp}) => tcp),
    settings: Object.assign(
      fixtures.length === 0 ? {} : {interfaces: tested},
      ...fixtures.map(fixture => settingsOf(fixture, state)),
    ),
  };
}

function settingsOf(fixture: FixtureWants, state: string): Partial<RunOptions> {
  const {volumeOptions, networkOptions, ipamOptions, ipamDriver, subnets, logOptions} = fixture;
  const {logProbe, brokenPolicy, engine, oneByOne, sandbox} = fixture;
  const logs = join(state, 'log');
  const away = shellQuote(join(logs, 'sink-is-away'));
  return {
    ...(volumeOptions && {volumeOpts: volumeOptions}),
    ...(networkOptions && {networkOpts: networkOptions}),
    ...(ipamOptions && {ipamOpts: ipamOptions}),
    ...(ipamDriver && {ipamDriver}),
    ...(subnets && {subnets}),
    ...(logOptions && {logOpts: logOptions}),
    ...(fixture.interface === 'logging' && {
      hooks: {'sink-down': `touch ${away}`, 'sink-up': `rm -f ${away}`},
    }),
    ...(logProbe && {
      logProbe: `${[process.execPath, logPrinter(), logs].map(shellQuote).join(' ')} "$PLUGTEST_CONTAINER_ID"`,
    }),
    ...(brokenPolicy && {brokenPolicy: {AUTHZ_RULES: join(state, 'no-rules.json')}}),
    ...(engine && {engine}),
    ...(sandbox && {sandbox}),
    ...(oneByOne && {lanes: 1}),
  };
}

/** Flags whose names are not their settings'. */
const FLAGS: Readonly<Record<string, string>> = {
  interfaces: 'interface',
  ipamDriver: 'ipam-driver',
  subnets: 'subnet',
  logProbe: 'log-probe',
};

/** Settings that a target brings with it, each behind what the user said. */
export function withSettings<Wanted extends Omit<RunOptions, 'target'>>(
  wanted: Wanted,
  settings: Partial<RunOptions>,
  options: OptionValues,
): Wanted {
  const {volumeOpts, networkOpts, ipamOpts, logOpts, hooks, brokenPolicy, ...others} = settings;
  const single = Object.entries(others).filter(([name]) => !options.isGiven(FLAGS[name] ?? name));
  return {
    ...wanted,
    ...Object.fromEntries(single),
    volumeOpts: {...volumeOpts, ...wanted.volumeOpts},
    networkOpts: {...networkOpts, ...wanted.networkOpts},
    ipamOpts: {...ipamOpts, ...wanted.ipamOpts},
    logOpts: {...logOpts, ...wanted.logOpts},
    hooks: {...hooks, ...wanted.hooks},
    brokenPolicy: {...brokenPolicy, ...wanted.brokenPolicy},
  };
}
