import {exitCodes} from './exit-codes.ts';

/** Turns SIGINT and SIGTERM into an aborted signal, once; a second one ends the process as it always would. */
export function abortOnSignals(makeReason: (message: string, exitCode: number) => Error): {
  readonly signal: AbortSignal;
  release(): void;
} {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(makeReason('interrupted (SIGINT)', exitCodes.interrupted));
  const onTerminate = () => controller.abort(makeReason('terminated (SIGTERM)', exitCodes.terminated));
  process.once('SIGINT', onInterrupt).once('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
    },
  };
}
