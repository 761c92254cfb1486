import type {CheckSettings} from '../core/context.ts';
import {type Evidence, lastLines, shortText} from '../core/evidence.ts';
import type {Facts} from '../core/facts.ts';
import {Names, seededRandom} from '../core/names.ts';
import {Patience} from '../core/patience.ts';
import type {RuleBook} from '../core/rule-book.ts';
import type {Emitter} from '../core/stream.ts';
import type {Engine} from '../daemon/engines/engine.ts';
import {createHostFiles} from '../daemon/host-files/host-files.ts';
import {isRoot, isSymlink, mountNamespaceOf} from '../target/namespace.ts';
import type {Target} from '../target/target.ts';
import type {PostOptions} from '../wire/call.ts';
import {type Handshake, shakeHands} from './handshake.ts';
import type {Leftovers} from './leftovers.ts';
import {DOCKERS_METRICS_SOCKET} from './metrics-socket.ts';
import type {RunOptions} from './options.ts';
import type {PreparedRun} from './prepare.ts';
import {Guard} from './process.ts';
import type {NetworkHome} from './sandbox/home.ts';
import type {Stage} from './stage.ts';
import {isManaged, wordsOf} from './suites.ts';

const ISOLATED =
  'the plugin runs in a network namespace made for this run, with one network card behind which nothing is reached; --sandbox none runs it where plugtest runs';

interface Raising {
  readonly prepared: PreparedRun;
  readonly stream: Emitter;
  readonly engine: Engine;
  readonly nextExchangeId: () => number;
  readonly target: Target;
  readonly home: NetworkHome;
  readonly book: RuleBook;
  readonly signal: AbortSignal;
  readonly leftovers: Leftovers | null;
  readonly evidence: Evidence;
}

/** Prepares what all checks share, which includes the run's own handshake. */
export async function raiseStage({
  prepared,
  stream,
  engine,
  target,
  home,
  book,
  signal,
  nextExchangeId,
  leftovers,
  evidence,
}: Raising): Promise<Stage> {
  const {options, seed} = prepared;
  const host = createHostFiles();
  const guard = new Guard(target, (exit, lines) =>
    stream.emit({type: 'target:exit', ...exit, expected: false, lastLines: lastLines(lines)}),
  );
  const bare = {
    target,
    engine,
    settings: settingsOf(options),
    commands: options,
    names: new Names(seed),
    random: seededRandom(seed),
    patience: new Patience(options.callTimeoutMs),
    host,
    tidy: () => host.tidy(),
    home,
    guard,
    nextExchangeId,
    beforeRequest: (method: string, body: PostOptions['body']) => {
      leftovers?.startedPlugin(target.control?.pid ?? null);
      leftovers?.beforeRequest(method, body);
    },
    beforeFifo: (path: string) => leftovers?.beforeFifo(path),
    record: (check: string | null, exchange: Parameters<Stage['record']>[1]) => {
      leftovers?.afterExchange(exchange);
      stream.emit({type: 'exchange', check, exchange: evidence.keep(exchange)});
      if (!guard.cutOff(exchange)) book.judge(exchange);
    },
    warn: (message: string) => stream.emit({type: 'warning', message: shortText(message)}),
    note: (check: string, message: string) => stream.emit({type: 'note', check, message: shortText(message)}),
  };
  const managed = isManaged(options);
  const greet = async () => (managed ? notAsked(options) : await shakeHands(bare, signal));
  let handshake = await greet();
  if (await home.settle(target, handshake.implements)) handshake = await greet();
  if (home.isIsolated) {
    leftovers?.isIsolated();
    if (!options.sandbox || options.sandbox === 'auto') bare.warn(ISOLATED);
  }
  const facts = factsOf({target, engine: engine.name, handshake, isManaged: managed});
  return {...bare, facts: {...facts, sandbox: home.facts}};
}

function settingsOf(options: RunOptions): CheckSettings {
  return {
    volumeOpts: options.volumeOpts ?? {},
    networkOpts: options.networkOpts ?? {},
    ipamOpts: options.ipamOpts ?? {},
    ipamDriver: options.ipamDriver ?? 'auto',
    subnets: options.subnets ?? [],
    logOpts: options.logOpts ?? {},
    metricsSocket: options.metricsSocket ?? DOCKERS_METRICS_SOCKET,
    brokenPolicy: options.brokenPolicy ?? {},
    callTimeoutMs: options.callTimeoutMs,
    ...(options.policy === undefined ? {} : {policy: options.policy}),
  };
}

/** A managed plugin's interface stands in its config.json. */
function notAsked(options: RunOptions): Handshake {
  return {implements: wordsOf(options), error: '', firstWords: null};
}

interface Known {
  readonly target: Target;
  readonly engine: string;
  readonly handshake: Handshake;
  readonly isManaged: boolean;
}

function factsOf({target, engine, handshake, isManaged}: Known): Omit<Facts, 'sandbox'> {
  return {
    engine,
    isManaged,
    implements: handshake.implements,
    handshake: {error: handshake.error, firstWords: handshake.firstWords},
    socketIsSymlink: isSymlink(target),
    targetForm: target.form,
    addressKind: target.address.kind,
    canRestart: target.control !== null,
    ownsProcess: target.control?.kind === 'spawned',
    isRoot: isRoot(),
    ...mountNamespaceOf(target),
  };
}
