import {defineRule, type Exchange} from '../../src/authoring.ts';
import {headerOf, isRedirect, looksCompressed, showAnswer} from './_answers.ts';

/** An end this soon after sending on a used connection may be an idle connection that closed at that moment. */
const RACE_MS = 20;

export const completeHead = defineRule({
  id: 'transport.http.complete-head',
  title: 'Every request is answered with a complete, well-formed HTTP head',
  level: 'MUST',
  requirement: 'transport/23',
  problem: 'The plugin did not answer a call with HTTP.',
  consequence:
    'dockerd tries five times in 15 seconds, from the second time on with an empty body, and fails with `EOF` or `malformed HTTP response`',
  fix: 'Answer every request with a status line, headers and a body; catch errors in handlers and answer them with `Err`.',
  on: '*',
  judge(exchange) {
    const {error, response} = exchange;
    if (response !== null) return undefined;
    const kind = error?.kind;
    if (kind !== 'malformed' && kind !== 'eof' && kind !== 'reset') return 'skip';
    if (kind !== 'malformed' && (mayBeRace(exchange) || isHarmless(exchange))) return 'skip';
    return {message: '', expected: 'an HTTP response', actual: error?.text ?? 'none'};
  },
});

function mayBeRace({connection, timing}: Exchange): boolean {
  return connection.reused && timing.totalMs - (timing.sentMs ?? 0) < RACE_MS;
}

/**
 * A connection that breaks off is an error for dockerd as any other. A call without its body is the retry of one that had
 * failed already; an authorization plugin denies so, and its own checks say which requests have to get a verdict.
 */
function isHarmless({method, request}: Exchange): boolean {
  const isRetry = request.body.bytes === 0 && method !== 'Plugin.Activate';
  return isRetry || method.startsWith('AuthZPlugin.');
}

export const noRedirects = defineRule({
  id: 'transport.http.no-redirects',
  title: 'Calls are not redirected',
  level: 'MUST',
  requirement: 'transport/22',
  problem: 'The plugin redirected a call.',
  consequence:
    'dockerd follows 301, 302 and 303 with GET and without the body: the call fails with `404 page not found`, or succeeds without having been carried out',
  fix: 'Serve POST on exactly `/<Interface>.<Method>`; switch off the rules of the framework for slashes at the end and for logins.',
  on: '*',
  judge({response, error}) {
    if (response === null) return 'skip';
    const loops = error?.kind === 'redirect';
    // 307 and 308 keep method and body: odd, but dockerd gets there
    if (!loops && (!isRedirect(response) || response.status > 303)) return undefined;
    const to = headerOf(response, 'location') ?? '';
    return {
      message: '',
      expected: 'the answer itself',
      actual: loops ? (error?.text ?? '') : `status ${response.status}, Location: ${to}`,
    };
  },
});

export const wholeBody = defineRule({
  id: 'transport.http.whole-body',
  title: 'The body is as long as announced and comes to its end',
  level: 'MUST',
  requirement: 'transport/24',
  problem: 'The body of an answer did not come to its end.',
  consequence: 'the call fails with `unexpected EOF`, or hangs until the time-out of the call',
  fix: 'Let the HTTP library set Content-Length, counted in bytes, or send chunks and end them.',
  on: '*',
  judge({response, error}) {
    if (response === null) return 'skip';
    const kind = error?.kind;
    if (kind !== 'body' && kind !== 'timeout' && kind !== 'too-large') return undefined;
    const length = headerOf(response, 'content-length');
    const announced = length === undefined ? 'a body with an end' : `${length} bytes, as Content-Length says`;
    return {
      message: '',
      expected: announced,
      actual: `${response.body.bytes} bytes, then ${error?.text ?? ''}`,
    };
  },
});

export const noGzipUnasked = defineRule({
  id: 'transport.http.no-unasked-compression',
  title: 'Nothing is compressed that was not asked to be',
  level: 'MUST',
  requirement: 'transport/25',
  problem: 'The plugin compressed an answer although the request did not allow it.',
  consequence: "every call fails with `invalid character '\\x1f' looking for beginning of value`",
  fix: 'Compress only when the request has Accept-Encoding, which dockerd never sends on unix sockets.',
  on: '*',
  judge({request, response}) {
    if (response === null || headerOf(request, 'accept-encoding') !== undefined) return 'skip';
    const encoding = headerOf(response, 'content-encoding') ?? 'identity';
    if (encoding === 'identity' && !looksCompressed(response)) return undefined;
    return {message: '', expected: 'plain JSON', actual: `Content-Encoding: ${encoding}`};
  },
});

export const marksCompression = defineRule({
  id: 'transport.http.marks-compression',
  title: 'A compressed answer says so in Content-Encoding',
  level: 'MUST',
  requirement: 'transport/48',
  problem: 'The plugin compressed an answer without saying so.',
  consequence: "the call fails with `invalid character '\\x1f' looking for beginning of value`",
  fix: 'Set `Content-Encoding: gzip` on every compressed answer, or do not compress.',
  on: '*',
  judge({request, response}) {
    if (response === null || headerOf(request, 'accept-encoding') === undefined) return 'skip';
    if (headerOf(response, 'content-encoding') !== undefined || !looksCompressed(response)) return undefined;
    return {message: '', expected: 'Content-Encoding: gzip', actual: showAnswer(response)};
  },
});
