import type {Address} from '../wire/address.ts';
import {createClient} from '../wire/client.ts';
import {AuthzChain} from './authz/chain.ts';
import type {Container} from './containers/container.ts';
import type {ContainerContext} from './containers/context.ts';
import {restoreContainers} from './containers/restore.ts';
import {stopContainer} from './containers/stop.ts';
import type {DockerOptions} from './docker.ts';
import type {Environment} from './environment.ts';
import {DaemonGone, wrapError} from './errors.ts';
import type {LogConfig} from './logging/options.ts';
import {LogDrivers} from './logging/start-logger.ts';
import {MetricsCollectors} from './metrics/collectors.ts';
import {drySandboxes} from './networks/sandboxes.ts';
import {NetworkService} from './networks/service.ts';
import {createPluginClient} from './plugins/call.ts';
import type {PluginClient} from './plugins/client.ts';
import {PluginRegistry} from './plugins/registry.ts';
import {registerMetrics} from './plugins/subsystems.ts';
import {VolumeDrivers} from './volumes/drivers.ts';
import {restoreVolumes} from './volumes/restore.ts';
import {VolumesService} from './volumes/service.ts';
import {VolumeStore} from './volumes/store.ts';

/** A daemon that was told to stop ends after so long, whatever is still under way (moby v28.5.2 daemon/daemon.go ShutdownTimeout). */
const SHUTDOWN_MS = 15_000;

/** What a daemon process shares with those before and after it. */
export interface DockerdOptions {
  readonly environment: Environment;
  readonly docker: DockerOptions;
  readonly liveRestore: boolean;
  readonly authorizationPlugins: readonly string[];
  readonly log: Partial<LogConfig>;
  readonly met: ReadonlyMap<string, readonly string[]>;
  readonly nextExchangeId: () => number;
}

/** One process of the daemon: everything that is forgotten when it ends. */
export class Dockerd {
  readonly environment: Environment;
  readonly volumes: VolumesService;
  readonly networks: NetworkService;
  readonly containers: ContainerContext;
  readonly authz: AuthzChain;
  readonly metrics: MetricsCollectors;
  readonly #registry: PluginRegistry;
  readonly #options: DockerdOptions;

  constructor(options: DockerdOptions) {
    const {environment, docker} = options;
    this.#options = options;
    this.environment = environment;
    this.#registry = new PluginRegistry({
      environment,
      folders: docker.plugins,
      met: options.met,
      connect: address => this.#connect(address),
    });
    this.authz = new AuthzChain(this.#registry);
    const drivers = new VolumeDrivers(environment, this.#registry);
    this.volumes = new VolumesService(new VolumeStore(environment, drivers));
    this.networks = new NetworkService(environment, this.#registry, docker.sandboxes ?? drySandboxes);
    this.metrics = new MetricsCollectors({
      environment,
      socket: docker.metricsSocket ?? null,
      state: () => this.#containerCounts(),
      connect: name => this.#registry.managed(name),
    });
    this.containers = {
      environment,
      volumes: this.volumes,
      networks: this.networks,
      logs: new LogDrivers(environment, this.#registry, options.log),
      containers: new Map<string, Container>(),
    };
  }

  /** Volumes, then the other subsystems, then containers; the API opens after it (moby v28.5.2 daemon/daemon.go NewDaemon). */
  async start(): Promise<void> {
    registerMetrics(this.#registry);
    await this.metrics.start();
    await this.containers.logs.verifyDefault();
    await restoreVolumes(this.volumes.store);
    this.networks.register();
    await restoreContainers(this.containers, this.#options.liveRestore);
    await this.authz.use(this.#options.authorizationPlugins).catch(error => {
      throw wrapError('failed to validate authorization plugin', error);
    });
  }

  /** SIGHUP: a list that names a plugin which is not there ends the daemon (moby v28.5.2 cmd/dockerd/daemon.go reloadConfig). */
  async reload(authorizationPlugins: readonly string[]): Promise<void> {
    await this.authz.use(authorizationPlugins).catch(error => {
      throw wrapError('Error validating authorization plugin', error);
    });
  }

  /** SIGTERM: all containers are stopped, unless they are to live on (the same, Shutdown). */
  async stop(): Promise<void> {
    this.environment.life.shuttingDown = true;
    const running = [...this.containers.containers.values()].filter(container => container.running);
    if (this.#options.liveRestore && running.length > 0) return this.metrics.stop();
    await this.#stopAll(running);
    await this.metrics.stop();
  }

  async #stopAll(running: readonly Container[]): Promise<void> {
    const {clock, life} = this.environment;
    const stopped = Promise.all(running.map(container => stopContainer(this.containers, container)));
    const isClean = await Promise.race([
      stopped.then(() => true, isOver),
      clock.sleep(SHUTDOWN_MS, life.signal).then(() => false),
    ]);
    if (!isClean) this.environment.log('error', 'Force shutdown daemon');
  }

  #containerCounts() {
    const all = [...this.containers.containers.values()];
    const running = all.filter(container => container.running).length;
    return {running, stopped: all.length - running};
  }

  #connect(address: Address): PluginClient {
    const {environment, docker, nextExchangeId} = this.#options;
    const wire = createClient({
      address,
      profile: environment.engine.wire,
      nextExchangeId,
      ...(docker.onExchange === undefined ? {} : {onExchange: docker.onExchange}),
      ...(docker.onRequest === undefined ? {} : {onRequest: docker.onRequest}),
    });
    environment.life.signal.addEventListener('abort', () => wire.close(), {once: true});
    return createPluginClient({environment, address, wire, callTimeoutMs: docker.callTimeoutMs});
  }
}

/** The daemon ended before its containers did; every other error is a fault of ours. */
function isOver(error: unknown): true {
  if (error instanceof DaemonGone) return true;
  throw error;
}
