import type {ProcessOutput} from '../containers/output.ts';
import type {Environment} from '../environment.ts';
import {Lines} from './lines.ts';
import type {Logger} from './logger.ts';

/** Copies a container's output into its logger until it ends (moby v28.5.2 daemon/logger/copier.go). */
export class Copier {
  /** Resolves when both streams have ended and everything was handed to the logger. */
  readonly done: Promise<void>;
  #closed = false;

  constructor(environment: Environment, output: ProcessOutput, logger: Logger) {
    this.done = Promise.all(
      (['stdout', 'stderr'] as const).map(source => this.#copy(environment, {output, logger, source})),
    ).then(() => {});
  }

  /** What was not copied yet is lost. */
  close(): void {
    this.#closed = true;
  }

  async #copy(environment: Environment, {output, logger, source}: Task): Promise<void> {
    const lines = new Lines({
      source,
      now: () => environment.now(),
      randomId: () => environment.random.id(),
      log: message => logger.log(message),
    });
    for (;;) {
      const chunk = await output[source].read(environment.life.signal);
      if (environment.life.isOver || this.#closed) return;
      if (chunk === null) break;
      lines.push(chunk);
      await logger.flush();
    }
    lines.end();
    await logger.flush();
  }
}

interface Task {
  readonly output: ProcessOutput;
  readonly logger: Logger;
  readonly source: 'stdout' | 'stderr';
}
