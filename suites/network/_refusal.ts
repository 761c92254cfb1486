import {type Call, readError} from '../../src/authoring.ts';
import {slipIn} from '../transport/_slip.ts';

/** An error that the driver gave, with or without a text: not silence. */
export function isRefusal({failure}: Call<unknown>): boolean {
  return failure === 'err' || failure === 'status';
}

/**
 * A refusal that may be the driver's decision: it gives a reason, and that is not what a program says that stumbled. Whoever
 * refuses by mistake answers as a rule with a bare status, a page of a framework, or the words of a runtime.
 */
export function isReasoned(call: Call<unknown>): boolean {
  if (!isRefusal(call)) return false;
  const {response} = call.exchange;
  const {text} = response === null ? {text: ''} : readError(response.body);
  const reason = call.failure === 'err' ? call.error : text;
  return isReason(reason);
}

/** The same of an error as the user of docker reads it. */
export function isReason(error: string): boolean {
  const words = error.replace(/<[^>]*>/g, ' ').trim();
  return /\w/.test(words) && !/internal server error/i.test(words) && slipIn(words) === '';
}

/** What is said of one address or port, not of all: that somebody has it, or that it lies elsewhere. */
export function isAboutOne(error: string): boolean {
  return /\balready\b|\bin use\b|\btaken\b|\ballocated\b|\boutside\b|\bout of range\b|\bnot (?:with)?in\b/i.test(
    error,
  );
}
