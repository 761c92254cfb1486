import {
  type ApiRequest,
  type CheckContext,
  type Docker,
  defineCheck,
  implementsDriver,
  ownsProcess,
  type SocketReply,
  type SocketRequest,
} from '../../src/authoring.ts';
import {startAsUsualAfterwards} from '../transport/_restart.ts';
import {authorizedDocker, decisive, requestIn} from './_ask.ts';
import {everyday} from './catalogue/everyday.ts';
import {risky} from './catalogue/risky.ts';

/** More requests of the plugin than that for one request of a user have no end. */
const MOST_FOR_ONE = 20;
/** So much of a call's time a request of the plugin may take: its own call must not run out meanwhile. */
const SHARE = 2 / 3;

export const ownRequests = defineCheck({
  id: 'authz.process.own-requests',
  title: 'A verdict does not wait for a request of the plugin that waits for the plugin',
  level: 'MUST',
  requirement: 'authz/37',
  problem: 'The plugin asked the Docker API while it judged, and could not judge its own request.',
  consequence:
    'dockerd asks the plugin about the request of the plugin, too: each waits for the other, docker commands hang for ever, or dockerd asks on until it has `too many open files`',
  fix: 'Ask the Docker API nothing while a request is judged, or allow your own requests at once, without asking again.',
  needs: [implementsDriver('authz'), ownsProcess],
  dependsOn: ['authz.request.gives-verdict'],
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    const api = new WatchedApi(t.settings.callTimeoutMs * SHARE);
    const socket = await t.apiSocket(request => api.handle(request));
    startAsUsualAfterwards(t);
    await t.process.kill();
    await t.process.start({dockerHost: socket.path});
    const docker = await authorizedDocker(t);
    api.open(docker);
    for (const request of requests(docker)) {
      api.asked.length = 0;
      await docker.api(request);
      expectEnd(t, api, request);
    }
  },
});

/** One that only looks, one that makes something, and one that may be denied. */
function requests(docker: Docker): readonly ApiRequest[] {
  const looks: ApiRequest = {method: 'GET', target: `/v${docker.engine.authz.api.max}/containers/json`};
  const others = [...everyday, ...risky].map(command => requestIn(docker, decisive(command)));
  const makes = others.filter(({target}) => target.includes('/containers/create'));
  return [looks, ...makes.slice(0, 1), ...makes.slice(-1)];
}

/** The API as a plugin meets it: dockerd asks the plugin about each request of the plugin before it answers. */
class WatchedApi {
  /** `GET /v1.43/containers/json`, since the last request of a user. */
  readonly asked: string[] = [];
  /** What the plugin asked and could not judge itself. */
  stuck: string | null = null;
  readonly #patienceMs: number;
  readonly #docker: Promise<Docker>;
  #open: (docker: Docker) => void = () => {};

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
    this.#docker = new Promise(resolve => {
      this.#open = resolve;
    });
  }

  /** Until then requests wait, as those to a dockerd that starts. */
  open(docker: Docker): void {
    this.#open(docker);
  }

  /** What is stuck or has no end is cut off, so that the plugin comes to its verdict and the run goes on. */
  async handle(request: SocketRequest): Promise<SocketReply | null> {
    const docker = await this.#docker;
    const line = `${request.method} ${request.target}`;
    this.asked.push(line);
    if (this.asked.length > MOST_FOR_ONE) return null;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>(resolve => {
      timer = setTimeout(() => {
        this.stuck ??= line;
        resolve(null);
      }, this.#patienceMs);
    });
    return Promise.race([docker.serve(request), late]).finally(() => clearTimeout(timer));
  }
}

function expectEnd(t: CheckContext, {asked, stuck}: WatchedApi, {method, target}: ApiRequest): void {
  const expected = `a verdict on ${method} ${target}, also when the plugin is asked about its own requests meanwhile`;
  const first = asked[0] ?? '';
  t.expect.ok(stuck === null, {
    expected,
    actual: `the plugin sent ${stuck} and gave no verdict on that as long as it had no answer to it`,
  });
  t.expect.ok(asked.length <= MOST_FOR_ONE, {
    expected,
    actual: `the plugin sent ${first}, and about that request another one, and so on: more than ${MOST_FOR_ONE}, until they were refused`,
  });
}
