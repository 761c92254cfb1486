import type {Exchange, Finding, Rule} from '../../src/authoring.ts';
import {replyOf} from './_reading.ts';

/** Judges the reply of a Join that succeeded. */
export function judging(judge: (reply: object) => Finding | undefined): Rule['judge'] {
  return (exchange: Exchange) => {
    const reply = replyOf(exchange);
    return reply === null ? 'skip' : judge(reply);
  };
}
