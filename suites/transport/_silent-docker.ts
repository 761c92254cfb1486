import type {Call, CheckContext, SilentSocket} from '../../src/authoring.ts';
import {startAsUsualAfterwards} from './_restart.ts';

/** A call made while the Docker API is silent. */
export interface WatchedCall {
  readonly call: Call<unknown>;
  /** What the plugin sent to the Docker API until it answered: `GET /v1.43/networks HTTP/1.1`. */
  readonly asked: readonly string[];
}

/** Starts the plugin beside an API that accepts and never answers; after the check it is started as it was before. */
export async function startBesideSilentDocker(t: CheckContext): Promise<SilentSocket> {
  const silent = await t.silentSocket();
  startAsUsualAfterwards(t);
  await t.process.kill();
  await t.process.start({dockerHost: silent.path});
  return silent;
}

/** Takes down calls that are made one after the other, and what was asked between them. */
export function watch(silent: SilentSocket): {
  readonly calls: readonly WatchedCall[];
  note<C extends Call<unknown>>(call: C): C;
} {
  const calls: WatchedCall[] = [];
  let seen = silent.received().length;
  return {
    calls,
    note(call) {
      const asked = silent.received().slice(seen);
      seen += asked.length;
      calls.push({call, asked});
      return call;
    },
  };
}

/** No call may fail for want of the API: at boot dockerd calls the plugin before it serves anybody. */
export function expectAnswers(t: CheckContext, calls: readonly WatchedCall[]): void {
  for (const {call, asked} of calls) {
    const isLost = call.failure === 'no-answer' || (!call.ok && asked.length > 0);
    const meanwhile =
      asked.length === 0
        ? 'the plugin asked nothing'
        : `the plugin called the Docker API meanwhile: ${asked.join(', ')}`;
    t.expect.ok(
      !isLost,
      {
        expected: `${call.method} succeeds while the Docker API (DOCKER_HOST) is silent`,
        actual: `${call.error}; ${meanwhile}`,
      },
      call,
    );
  }
}

/** Longer than a call takes by itself, shorter than people wait for an API. */
const LONG_MS = 1000;

/** Questions whose answer was waited for in vain, until the plugin's own patience ended. */
export function expectNoWaiting(t: CheckContext, calls: readonly WatchedCall[]): void {
  for (const {call, asked} of calls) {
    const {totalMs} = call.exchange.timing;
    t.expect.ok(
      asked.length === 0 || totalMs < LONG_MS,
      {
        expected: `${call.method} is answered without the Docker API (DOCKER_HOST)`,
        actual: `the plugin called the Docker API, ${asked.join(', ')}, and answered after ${Math.round(totalMs)} ms`,
      },
      call,
    );
  }
}
