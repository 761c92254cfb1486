import type {RecordedRequest} from '../recording/events.ts';

/** One thing that the plugin does after a request, `afterMs` after the one before. */
export type AnswerStep =
  | {readonly do: 'send'; readonly bytes: Buffer; readonly afterMs: number}
  /** Half-close, as after `Connection: close`. */
  | {readonly do: 'end'; readonly afterMs: number}
  | {readonly do: 'cut'; readonly afterMs: number}
  /** Nothing more comes. */
  | {readonly do: 'hang'; readonly afterMs: number};

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** What the recorder's plugin did with this request; `closed`: it closed the connection right after. */
export function answerSteps(recorded: RecordedRequest, closed: boolean): AnswerStep[] {
  const afterMs = recorded.delay_ms ?? 0;
  if (recorded.fault === 'connection closed without an answer') return [{do: 'cut', afterMs}];
  if (recorded.status === null && recorded.replyRaw === undefined) return [{do: 'hang', afterMs}];
  const end: AnswerStep[] = closed ? [{do: 'end', afterMs: 0}] : [];
  if (recorded.status === null) return [send(recorded.replyRaw ?? '', afterMs), ...end];
  const head = headOf(recorded);
  if (recorded.replyPieces) return [send(head, afterMs), ...piecesOf(recorded.replyPieces), ...end];
  const body = isChunked(recorded) ? lastChunks(bodyOf(recorded)) : bodyOf(recorded);
  return [{do: 'send', bytes: Buffer.concat([Buffer.from(head), body]), afterMs}, ...end];
}

/** The answer to a call that the recording does not hold: the comparison shows it, the replay goes on. */
export function strangerSteps(): AnswerStep[] {
  const body = '{"Err":"this call is not in the recording"}\n';
  return [send(`HTTP/1.1 500 X\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 0)];
}

function send(text: string, afterMs: number): AnswerStep {
  return {do: 'send', bytes: Buffer.from(text), afterMs};
}

function headOf(recorded: RecordedRequest): string {
  const status = recorded.status ?? 0;
  const lines = (recorded.replyHeaders ?? []).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${reasons[status] ?? 'X'}\r\n${lines.join('')}\r\n`;
}

function isChunked(recorded: RecordedRequest): boolean {
  return (recorded.replyHeaders ?? []).some(([name]) => name === 'Transfer-Encoding');
}

/** Text that was sent as text is kept as `replyRaw`; an object was sent as JSON with a line feed. */
function bodyOf(recorded: RecordedRequest): Buffer {
  if (recorded.replyBase64 !== undefined) return Buffer.from(recorded.replyBase64, 'base64');
  if (recorded.replyRaw !== undefined) return Buffer.from(recorded.replyRaw);
  return Buffer.from(`${JSON.stringify(recorded.reply)}\n`);
}

function piecesOf(pieces: readonly (readonly [number, string])[]): AnswerStep[] {
  const sends = pieces.map(
    ([ms, text]): AnswerStep => ({
      do: 'send',
      bytes: chunk(Buffer.from(text)),
      afterMs: ms,
    }),
  );
  return [...sends, send('0\r\n\r\n', 0)];
}

function lastChunks(body: Buffer): Buffer {
  return Buffer.concat([chunk(body), Buffer.from('0\r\n\r\n')]);
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}
