import type {ApiRequest} from './authz/api.ts';
import {served} from './authz/served.ts';
import {type Clock, createClock, createWallClock} from './clock.ts';
import {apiRequest} from './commands/api.ts';
import {ContainerCommands} from './commands/containers.ts';
import {createMetricsCommands} from './commands/metrics.ts';
import {createNetworkCommands} from './commands/networks.ts';
import {otherCommand} from './commands/other.ts';
import {Session} from './commands/session.ts';
import {createSwarmCommands} from './commands/swarm.ts';
import {createVolumeCommands} from './commands/volumes.ts';
import type {Processes} from './containers/process.ts';
import {createDisk, type Disk} from './disk.ts';
import type {
  DaemonControl,
  DaemonEnd,
  DaemonReload,
  DaemonStart,
  Docker,
  DockerOptions,
  LogLine,
} from './docker.ts';
import {Dockerd} from './dockerd.ts';
import type {Engine} from './engines/engine.ts';
import {engineNamed, newestEngine} from './engines/engines.ts';
import type {Environment} from './environment.ts';
import {asDaemonError, DaemonGone} from './errors.ts';
import {createHostFiles} from './host-files/host-files.ts';
import {createHostPipes} from './host-pipes.ts';
import {parseCidr} from './ipam/address.ts';
import {Life} from './life.ts';
import type {LogConfig} from './logging/options.ts';
import type {LogPipes} from './logging/pipes.ts';
import {createRandom} from './random.ts';
import {withLocalVolumes} from './volumes/local-files.ts';

/** Makes an engine; its daemon is not yet running. */
export function createDocker(options: DockerOptions): Docker {
  const session = new Session();
  const engine = typeof options.engine === 'object' ? options.engine : namedEngine(options.engine);
  const log: LogLine[] = [];
  const onLog = (line: LogLine) => {
    log.push(line);
    options.onLog?.(line);
  };
  const daemon = new Daemon({...options, onLog}, engine, session);
  const containers = new ContainerCommands(session);
  const api = (request: ApiRequest) => apiRequest(session, request);
  return {
    engine,
    containers,
    daemon,
    log,
    volumes: createVolumeCommands(session),
    networks: createNetworkCommands(session),
    swarm: createSwarmCommands(session),
    metrics: createMetricsCommands(session),
    run: runOptions => containers.run(runOptions),
    restartDaemon: async restart => {
      await daemon.end(restart);
      await daemon.start(restart);
    },
    api,
    serve: request => served({engine, api}, request),
    other: command => otherCommand(session, command),
    dispose: () => daemon.dispose(),
  };
}

function namedEngine(name: string | undefined): Engine {
  return name === undefined ? newestEngine : engineNamed(name);
}

/** The daemon's process and what outlives it: its disk, and the containers that containerd keeps. */
class Daemon implements DaemonControl {
  readonly #options: DockerOptions;
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #disk: Disk = createDisk();
  readonly #processes: Processes = new Map();
  #liveRestore = false;
  #authorizationPlugins: readonly string[] = [];
  #log: Partial<LogConfig> = {};
  #exchanges = 0;
  readonly #clock: Clock;
  readonly #pipes: LogPipes;
  readonly #now: () => bigint;

  constructor(options: DockerOptions, engine: Engine, session: Session) {
    this.#options = options;
    this.#engine = engine;
    this.#session = session;
    this.#clock = options.clock ?? createClock();
    this.#pipes = options.pipes ?? createHostPipes();
    this.#now = createWallClock(this.#clock, options.epochMs);
  }

  get running(): boolean {
    return this.#session.daemon !== null && !this.#session.daemon.environment.life.isOver;
  }

  async start(options: DaemonStart = {}): Promise<void> {
    if (this.running) throw new Error('The daemon is already running.');
    this.#liveRestore = options.liveRestore ?? this.#liveRestore;
    this.#log = options.log ?? this.#log;
    this.#authorizationPlugins = options.authorizationPlugins ?? this.#authorizationPlugins;
    const dockerd = new Dockerd({
      environment: this.#environment(),
      docker: this.#options,
      liveRestore: this.#liveRestore,
      authorizationPlugins: this.#authorizationPlugins,
      log: this.#log,
      met: options.met ?? new Map(),
      nextExchangeId: () => ++this.#exchanges,
    });
    this.#session.daemon = dockerd;
    const {life} = dockerd.environment;
    // A plugin can keep the daemon from ever finishing its start; only its end helps then.
    await life.unlessOver(dockerd.start().catch(error => endWithout(dockerd, error)));
    this.#session.isOpen = !life.isOver;
  }

  async reload({authorizationPlugins = []}: DaemonReload = {}): Promise<void> {
    const {daemon} = this.#session;
    if (daemon === null || !this.running) throw new Error('The daemon is not running.');
    const {life} = daemon.environment;
    await life.unlessOver(daemon.reload(authorizationPlugins).catch(error => endWithout(daemon, error)));
    this.#session.isOpen = !life.isOver;
  }

  async end(options: DaemonEnd = {}): Promise<void> {
    const {daemon} = this.#session;
    if (daemon === null) return;
    const {life, clock} = daemon.environment;
    if (options.how !== 'kill' && !life.isOver) {
      life.shuttingDown = true;
      await Promise.race([this.#session.idle(), clock.sleep(this.#engine.apiShutdownMs, life.signal)]);
      await daemon.stop();
    }
    this.#session.isOpen = false;
    life.end();
  }

  async dispose(): Promise<void> {
    await this.end({how: 'kill'});
    for (const task of this.#processes.values()) task.kill();
    this.#processes.clear();
    await this.#pipes.dispose();
  }

  #environment(): Environment {
    const {random = createRandom(), host = createHostFiles(), onLog, signal} = this.#options;
    const life = new Life();
    if (signal?.aborted) life.end();
    signal?.addEventListener('abort', () => life.end(), {once: true});
    return {
      clock: this.#clock,
      now: this.#now,
      zoneMinutes: this.#options.zoneMinutes ?? 0,
      pipes: this.#pipes,
      random,
      host: withLocalVolumes(host, this.#disk),
      life,
      engine: this.#engine,
      disk: this.#disk,
      hostNetworks: (this.#options.hostNetworks ?? []).flatMap(text => parseCidr(text) ?? []),
      processes: this.#processes,
      log: (level, message) => {
        if (!life.isOver) onLog?.({level, message});
      },
    };
  }
}

/** Plugins without which dockerd does not start: for authorization (moby v28.5.2 cmd/dockerd/daemon.go validateAuthzPlugins), and its log driver. */
function endWithout({environment}: Dockerd, error: unknown): void {
  if (error instanceof DaemonGone) return;
  environment.log('error', asDaemonError(error).message);
  environment.life.end();
}
