import type {TakeBody} from './call.ts';
import type {FailureKind} from './exchange.ts';

/** How an answer is to be read. */
export interface ReadingRules {
  readonly verb: string;
  /** Minor Go release of the engine. */
  readonly go: number;
  /** Stop with `too-large` after so many body bytes. */
  readonly maxBodyBytes: number;
  /** `value`: a 200 is read up to the end of its first JSON value, as dockerd does; `end`: the whole body. */
  readonly until: 'value' | 'end';
  /** gzip was asked for: a packed body is read to its end. */
  readonly isPackable: boolean;
  /** Takes the body of a 200 as it comes; nothing is kept then. */
  readonly onBody?: TakeBody | undefined;
}

/** Why an answer could not be read; `head` says whether its head was complete. */
export interface ReadingFailure {
  readonly kind: FailureKind;
  readonly text: string;
}
