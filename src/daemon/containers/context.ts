import type {Environment} from '../environment.ts';
import type {LogDrivers} from '../logging/start-logger.ts';
import type {NetworkService} from '../networks/service.ts';
import type {VolumesService} from '../volumes/service.ts';
import type {Container} from './container.ts';

/** What the rooms of containers share. */
export interface ContainerContext {
  readonly environment: Environment;
  readonly volumes: VolumesService;
  readonly networks: NetworkService;
  readonly logs: LogDrivers;
  /** By id, oldest first. */
  readonly containers: Map<string, Container>;
}
