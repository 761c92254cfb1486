import {type CheckContext, defineCheck, ownsProcess, type SilentSocket} from '../../src/authoring.ts';
import {startBesideSilentDocker} from '../transport/_silent-docker.ts';
import {AFTER_STOP_MS} from './_calls.ts';
import {needs, runLogged} from './_given.ts';
import {abandon, inTime} from './_write.ts';

export const startsBesideSilentDocker = defineCheck({
  id: 'logging.process.starts-beside-silent-docker',
  title: 'The log driver starts while the Docker API does not answer',
  level: 'MUST',
  requirement: 'logging/57',
  problem: 'The plugin did not listen as long as dockerd did not answer it.',
  consequence:
    'at boot dockerd starts containers before it serves its API: it waits 15 s for each log, and the plugin for dockerd',
  fix: 'Listen first; ask dockerd later, in the background, with a short time-out.',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.restart.stop-succeeds'],
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    await startBesideSilentDocker(t);
    t.expect(await t.plugin.call('Plugin.Activate')).toSucceed();
  },
});

export const callsBesideSilentDocker = defineCheck({
  id: 'logging.process.calls-beside-silent-docker',
  title: 'A container starts, logs and ends while the Docker API does not answer',
  level: 'MUST',
  requirement: 'logging/57',
  problem: 'The plugin called the Docker API while dockerd waited for the plugin.',
  consequence:
    'dockerd holds the lock of the container while it calls StartLogging and StopLogging, and a question about that container waits for the lock: `docker run` hangs for ever, and so does `docker inspect`',
  fix: 'Take what is needed from `Info` of StartLogging; ask the Docker API in the background, after the answer.',
  needs: [...needs, ownsProcess],
  dependsOn: ['logging.process.starts-beside-silent-docker'],
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    const silent = await startBesideSilentDocker(t);
    const docker = await t.docker();
    const container = await runLogged(t, docker);
    expectNoWaiting(t, silent, container.error);
    if (!container.ok) t.blocked('logging.start-logging.succeeds', container.error);
    await container.log('stdout', 'a line\n');
    const isOver = await inTime(t, container.exit(), AFTER_STOP_MS);
    if (!isOver) await abandon(docker);
    expectNoWaiting(t, silent, isOver ? '' : 'the container does not end');
  },
});

/** No call may fail or hang for want of the API. */
function expectNoWaiting(t: CheckContext, silent: SilentSocket, trouble: string): void {
  const lost = t.exchanges().findLast(({method, error}) => method.startsWith('LogDriver.') && error !== null);
  const asked = silent.received();
  const what = lost === undefined ? trouble : `${lost.method}: ${lost.error?.text}`;
  t.expect.ok(asked.length === 0 || what === '', {
    expected: '`docker run` and the end of the container while the Docker API (DOCKER_HOST) is silent',
    actual: `${what}; the plugin called the Docker API meanwhile: ${asked.join(', ')}`,
  });
}
