import type {RecordedRequest} from '../recording/events.ts';

/** One thing that the plugin does after a request, `afterMs` after the one before. */
export type AnswerStep =
  | {readonly do: 'send'; readonly bytes: Buffer; readonly afterMs: number}
  /** Sent when the daemon has seen all before it; the call counts as answered already. */
  | {readonly do: 'send-late'; readonly bytes: Buffer; readonly afterMs: number}
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

/** What came after an answer on its connection. */
export interface Aftermath {
  /** The plugin closed it right after. */
  readonly pluginCloses: boolean;
  /** The daemon closed it: it had read the value's end before the last chunk came. */
  readonly daemonCloses: boolean;
  /** It did so while the answer was under way. */
  readonly isBrokenOff: boolean;
}

/** What the recorder's plugin did with this request. */
export function answerSteps(recorded: RecordedRequest, after: Aftermath): AnswerStep[] {
  const afterMs = recorded.delay_ms ?? 0;
  if (recorded.fault === 'connection closed without an answer') return [{do: 'cut', afterMs}];
  if (recorded.status === null && recorded.replyRaw === undefined) return [{do: 'hang', afterMs}];
  const end: AnswerStep[] = after.pluginCloses ? [{do: 'end', afterMs: 0}] : [];
  if (recorded.status === null) return [send(recorded.replyRaw ?? '', afterMs), ...end];
  const head = headOf(recorded);
  if (recorded.replyStream) return [send(head, afterMs), ...streamOf(recorded, after), ...end];
  if (recorded.replyPieces) return [send(head, afterMs), ...piecesOf(recorded.replyPieces, after), ...end];
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

function piecesOf(pieces: readonly (readonly [number, string])[], after: Aftermath): AnswerStep[] {
  const last = Buffer.from('0\r\n\r\n');
  return pieces.flatMap(([afterMs, text], at): AnswerStep[] => {
    const bytes = chunk(Buffer.from(text));
    if (at < pieces.length - 1) return [{do: 'send', bytes, afterMs}];
    if (!after.daemonCloses) return [{do: 'send', bytes: Buffer.concat([bytes, last]), afterMs}];
    return [
      {do: 'send', bytes, afterMs},
      {do: 'send-late', bytes: last, afterMs: 1},
    ];
  });
}

/** The recorder cut long pieces: their line goes on as it began, with `x`. */
function wholePiece(base64: string, size: number): Buffer {
  const [kept = '', cut] = base64.split('…');
  if (cut === undefined) return Buffer.from(kept, 'base64');
  const bytes = Buffer.from(kept.slice(0, kept.length - (kept.length % 4)), 'base64');
  return Buffer.concat([bytes, Buffer.alloc(size - bytes.length, 'x')]);
}

/** A stream that the daemon left, or that never ended, has no last chunk. */
function streamOf({replyStream = [], ...recorded}: RecordedRequest, after: Aftermath): AnswerStep[] {
  let beforeUs = recorded.reply_us ?? recorded.t_us;
  const afterMs = (us: number) => {
    const ms = Math.max(0, (us - beforeUs) / 1000);
    beforeUs = us;
    return ms < 1 ? 0 : ms;
  };
  const pieces = replyStream.map(
    ({t_us, base64, bytes: size}): AnswerStep => ({
      do: 'send',
      bytes: chunk(wholePiece(base64, size)),
      afterMs: afterMs(t_us),
    }),
  );
  if (recorded.reply_end_us === undefined || after.isBrokenOff) return [...pieces, {do: 'hang', afterMs: 0}];
  return [...pieces, {do: 'send', bytes: Buffer.from('0\r\n\r\n'), afterMs: afterMs(recorded.reply_end_us)}];
}

function lastChunks(body: Buffer): Buffer {
  return Buffer.concat([chunk(body), Buffer.from('0\r\n\r\n')]);
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}
