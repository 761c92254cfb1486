import type {DockerSettings} from '../core/docker-settings.ts';
import {Unjudged} from '../core/violation.ts';
import {createClock} from '../daemon/clock.ts';
import {createDocker} from '../daemon/daemon.ts';
import type {Docker} from '../daemon/docker.ts';
import {createHostPipes} from '../daemon/host-pipes.ts';
import {RealSandboxes} from '../daemon/networks/netns/real-sandboxes.ts';
import {onePlugin} from '../daemon/plugins/folders.ts';
import type {Exchange} from '../wire/exchange.ts';
import type {Journal} from './journal.ts';
import {tappedPipes} from './log-tap.ts';
import {freeMetricsSocket} from './metrics-socket.ts';
import type {Stage} from './stage.ts';

interface OpenDocker extends DockerSettings {
  readonly signal: AbortSignal;
  readonly record: (exchange: Exchange) => void;
  readonly journal: Journal;
}

/** A started engine that knows only the plugin under test; disposed of with the check. */
export async function openDocker(stage: Stage, settings: OpenDocker): Promise<Docker> {
  const {target, facts} = stage;
  const {speed, authorization, realSandboxes, engine, zoneMinutes} = settings;
  const {metrics, tapLogs, signal, record, journal} = settings;
  const metricsSocket = await metricsSocketFor(stage, metrics);
  const pipes = createHostPipes(stage.beforeFifo);
  const sandboxes = realSandboxes ? realSandboxesOf(stage, journal) : {};
  const docker = createDocker({
    plugins: onePlugin(target.name, target.address, facts.isManaged ? facts.implements : undefined),
    engine: engine ?? stage.engine,
    clock: createClock(speed ?? 1),
    host: stage.host,
    pipes: tapLogs === undefined ? pipes : tappedPipes(pipes, tapLogs),
    ...(authorization
      ? patient(stage, record)
      : {callTimeoutMs: stage.settings.callTimeoutMs, onExchange: record}),
    ...sandboxes,
    onRequest: stage.beforeRequest,
    signal,
    ...(metricsSocket !== null && {metricsSocket}),
    ...(zoneMinutes !== undefined && {zoneMinutes}),
  });
  journal.add(() => docker.dispose());
  await docker.daemon.start({
    met: metBy(stage),
    ...(authorization && {authorizationPlugins: [target.name]}),
  });
  return docker;
}

/**
 * Checks run side by side, and to a plugin they are users of one daemon, which said hello when the run began. A hello in
 * their midst would say that dockerd was started anew: that is left to those that start it anew.
 */
function metBy({target, facts}: Stage): ReadonlyMap<string, readonly string[]> {
  return facts.handshake.error === '' ? new Map([[target.name, facts.implements]]) : new Map();
}

async function metricsSocketFor({settings}: Stage, wish: DockerSettings['metrics']): Promise<string | null> {
  if (wish === undefined) return null;
  const path = settings.metricsSocket;
  const obstacle = await freeMetricsSocket(path);
  if (obstacle === null) return path;
  if (wish === 'wanted') return null;
  const advice = 'let the plugin take another path for it and give that with --metrics-socket';
  throw new Unjudged(
    'untestable',
    `the daemon's metrics socket can not be offered at ${path}: ${obstacle}; ${advice}`,
  );
}

/** So many hangs are no hiccup. */
const HANGS = 3;

/** Requests to the API come by the hundred: a plugin that hangs is not waited for at full length by each. */
function patient({patience}: Stage, record: (exchange: Exchange) => void) {
  let hangs = 0;
  return {
    callTimeoutMs: (method: string) => patience.timeoutFor(method),
    onExchange: (exchange: Exchange) => {
      if (exchange.error?.kind === 'timeout' && ++hangs >= HANGS) patience.sawHang(exchange.method);
      record(exchange);
    },
  };
}

/** They end after the engine. */
function realSandboxesOf(stage: Stage, journal: Journal): {readonly sandboxes?: RealSandboxes} {
  const {host} = stage.home;
  if (host === null) return {};
  const sandboxes = new RealSandboxes(host, stage.engine);
  journal.add(() => sandboxes.close());
  return {sandboxes};
}
