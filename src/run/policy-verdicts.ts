import {requestsOf} from '../../suites/authz/_expected.ts';
import {catalogue} from '../../suites/authz/catalogue/index.ts';
import type {PolicyExpectation} from '../core/policy.ts';
import type {ApiOutcome} from '../daemon/authz/api.ts';
import {createDocker} from '../daemon/daemon.ts';
import type {Docker} from '../daemon/docker.ts';
import {onePlugin} from '../daemon/plugins/folders.ts';
import {openTarget} from '../target/open-target.ts';
import {UnreachableError} from '../util/errors.ts';
import type {RunOptions} from './options.ts';

/** What an authorization plugin says to one command of the catalogue today. */
export interface PresentVerdict {
  readonly command: string;
  readonly verdict: PolicyExpectation['verdict'];
  /** The reason of a denial, or why there was no verdict; empty when allowed. */
  readonly reason: string;
}

/**
 * Asks the plugin about every command of the catalogue. A failure counts as a denial, as dockerd takes it.
 *
 * @throws UnreachableError when the plugin is not there, or is no authorization plugin.
 */
export async function presentVerdicts(
  options: Pick<RunOptions, 'target' | 'command' | 'pluginDir' | 'engine' | 'callTimeoutMs'>,
): Promise<readonly PresentVerdict[]> {
  const {engine, command, pluginDir, callTimeoutMs} = options;
  const target = await openTarget(options.target, {engine, command, pluginDir});
  const docker = createDocker({plugins: onePlugin(target.name, target.address), engine, callTimeoutMs});
  try {
    await docker.daemon.start({authorizationPlugins: [target.name]});
    if (!docker.daemon.running) {
      throw new UnreachableError(
        `${options.target} is no authorization plugin: dockerd would not start with it`,
      );
    }
    const verdicts: PresentVerdict[] = [];
    for (const {name} of catalogue) verdicts.push(await verdictOn(docker, name));
    return verdicts;
  } finally {
    await docker.dispose();
    await target.control?.dispose();
  }
}

async function verdictOn(docker: Docker, command: string): Promise<PresentVerdict> {
  let last: ApiOutcome | undefined;
  for (const request of requestsOf(docker, {command, verdict: 'allow'})) {
    last = await docker.api(request);
    if (last.verdict !== 'allow') break;
  }
  const isAllowed = last?.verdict === 'allow';
  return {command, verdict: isAllowed ? 'allow' : 'deny', reason: isAllowed ? '' : (last?.message ?? '')};
}
