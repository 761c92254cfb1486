import type {RunEvent, RunEventBody} from './events.ts';

/** Where a run's parts tell what happens. */
export interface Emitter {
  emit(body: RunEventBody): void;
}

/** Marks the rows of one engine in a run over several. */
export function markEngine(stream: Emitter, engine: string): Emitter {
  return {
    emit: body => {
      if (body.type === 'check:start') stream.emit({...body, check: {...body.check, engine}});
      else if (body.type === 'check:end') stream.emit({...body, result: {...body.result, engine}});
      else stream.emit(body);
    },
  };
}

/** Numbers events as they happen and hands them to the one reader, in order, without loss. */
export class EventStream implements Emitter, AsyncIterable<RunEvent> {
  readonly #startedAt = performance.now();
  readonly #waiting: RunEvent[] = [];
  #seq = 0;
  #ended = false;
  /** `run:end` is the last event, whatever calls and processes under way still have to tell. */
  #isComplete = false;
  #failure: {readonly error: unknown} | undefined;
  #wake: (() => void) | undefined;

  /** Adds an event; ignored once the run or the stream has ended. */
  emit(body: RunEventBody): void {
    if (this.#ended || this.#isComplete) return;
    this.#isComplete = body.type === 'run:end';
    this.#seq += 1;
    const at = Math.round((performance.now() - this.#startedAt) * 1000) / 1000;
    this.#waiting.push({v: 1, seq: this.#seq, at, ...body});
    this.#wake?.();
  }

  /** Milliseconds since the run began. */
  elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Ends the stream with an error of ours for the reader. */
  fail(error: unknown): void {
    this.#failure = {error};
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        yield next;
      } else if (this.#ended) {
        if (this.#failure !== undefined) throw this.#failure.error;
        return;
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }
}
