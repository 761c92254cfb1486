import type {ApiOutcome, ApiRequest} from '../../../src/daemon/authz/api.ts';
import type {Clock} from '../../../src/daemon/clock.ts';
import type {Docker} from '../../../src/daemon/docker.ts';
import type {RecordedAction, Recording} from '../recording/events.ts';
import type {ActionStarts} from '../replay/action-starts.ts';
import {rawRequest, shownAnswer} from './authz-raw.ts';
import {type ClientRequest, clientRequests, type Instant} from './authz-requests.ts';
import type {Command, Shown} from './command.ts';
import {translate} from './docker.ts';

/**
 * A command as the requests that its client made, when it made them. What the client sent and what the daemon's handlers
 * answered is the recording's; what the plugins are shown of it, and what becomes of it, is the model's.
 */
export function apiCommand(action: RecordedAction, {recording, clock, starts}: Scene): Command {
  const {request} = action;
  if (request !== undefined)
    return async ({docker}) => shownAnswer(action, await docker.api(rawRequest(action, recording)));
  const requests = clientRequests(action, recording);
  const handled = translate(action.cmd);
  const isUnseen = requests.length === 0 && handled !== null && listsVolumes.test(action.cmd);
  if (isUnseen) return handled;
  return async context => {
    const startMs = clock.now();
    const outcomes = await playAll(requests, {
      docker: context.docker,
      waitUntil: async ({ofAction, ms}) => {
        const fromMs = ofAction === action.n ? startMs : await starts.of(ofAction);
        await clock.sleep(Math.max(0, fromMs + ms - clock.now()));
      },
      // a volume plugin is called by the handler itself, and a container keeps the daemon from ending
      work: async ({method, target}) => {
        const isVolume = / -d rec /.test(action.cmd) && method === 'POST';
        const isRun = / run -d /.test(action.cmd) && target.endsWith('/start');
        if (isVolume || isRun) await handled?.(context);
      },
    });
    return shownOutcome(action, requests, outcomes);
  };
}

/** Asks all plugins that it has not met yet, whether or not any of them is for authorization. */
const listsVolumes = /^docker volume ls/;

/** Where a command is played. */
interface Scene {
  readonly recording: Recording;
  readonly clock: Clock;
  readonly starts: ActionStarts;
}

interface Stagehand {
  readonly docker: Docker;
  waitUntil(instant: Instant): Promise<void>;
  work(request: ApiRequest): Promise<void>;
}

/** Each at its time, and not before those that had ended by then. */
async function playAll(
  requests: readonly ClientRequest[],
  {docker, waitUntil, work}: Stagehand,
): Promise<readonly ApiOutcome[]> {
  const ends: Promise<ApiOutcome>[] = [];
  for (const [at, one] of requests.entries()) {
    await Promise.all(ends.filter((_, before) => (requests[before]?.endMs ?? 0) <= one.start.ms));
    await waitUntil(one.start);
    const until = async () => {
      await work(one.request);
      await waitUntil(one.answered);
    };
    ends[at] = docker.api(withReply(one.request, until));
  }
  return Promise.all(ends);
}

function withReply(request: ApiRequest, until: () => Promise<void>): ApiRequest {
  return {...request, reply: {...request.reply, until}};
}

/** What docker's client says of the last request that was refused; what else it prints is its own affair. */
function shownOutcome(
  {exit, cmd}: RecordedAction,
  requests: readonly ClientRequest[],
  outcomes: readonly ApiOutcome[],
): Shown {
  const refused = outcomes.findLast(
    ({message}, at) => message !== '' && !requests[at]?.request.target.endsWith('/_ping'),
  );
  const isPlain = !/^docker (run|inspect|pull|load|login|build|top|attach|cp) /.test(`${cmd} `);
  if (refused === undefined) return {exit, stdout: null, stderr: null};
  return {
    exit: exit === 0 ? 1 : exit,
    stdout: null,
    stderr: isPlain ? `Error response from daemon: ${refused.message.trim()}\n` : null,
  };
}
