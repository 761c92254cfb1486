import type {FailureKind} from './exchange.ts';

/** A failure with Go's words for its cause. */
export interface Failure {
  readonly kind: FailureKind;
  readonly text: string;
}

/** The deadline of the call itself (a context in dockerd). */
export const CALL_TIMEOUT: Failure = {kind: 'timeout', text: 'context deadline exceeded'};
/** The deadline of the HTTP client (http.Client.Timeout), which words itself by what it cut off. */
export const CLIENT_TIMEOUT: Failure = {kind: 'timeout', text: 'context deadline exceeded'};

/**
 * Go's full text (net/url Error): `Post "URL": cause`. The operation is that of the first request even after a redirect. With
 * `url` null the head had come, and the cause stands alone.
 */
export function failureText(failure: Failure, verb: string, url: string | null): Failure {
  const cause = failure.text + (failure === CLIENT_TIMEOUT ? clientTimeoutHint(url === null) : '');
  if (url === null) return {kind: failure.kind, text: cause};
  const operation = verb.slice(0, 1) + verb.slice(1).toLowerCase();
  return {kind: failure.kind, text: `${operation} "${url}": ${cause}`};
}

function clientTimeoutHint(inBody: boolean): string {
  return inBody
    ? ' (Client.Timeout or context cancellation while reading body)'
    : ' (Client.Timeout exceeded while awaiting headers)';
}
