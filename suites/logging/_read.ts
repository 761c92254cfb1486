import type {CheckContext, ContainerResult} from '../../src/authoring.ts';
import {canRead, latin1, settled} from './_sight.ts';
import {givenWriter, type Writer, write} from './_write.ts';

type LogsOptions = NonNullable<Parameters<ContainerResult['logs']>[0]>;
type LogsResult = Awaited<ReturnType<ContainerResult['logs']>>;

/** What one `docker logs` printed, however it ended. */
export interface Reading {
  /** Texts of the lines as the plugin sent them, line feeds included. */
  readonly lines: readonly string[];
  readonly times: readonly bigint[];
  readonly error: string;
}

/** One `docker logs`, whatever comes of it. */
export async function read(container: ContainerResult, options?: LogsOptions): Promise<Reading> {
  return toReading(await container.logs(options));
}

/** Entries of any other source, such as empty ones that keep a connection alive, are dropped by dockerd too. */
export function toReading({lines, error}: Pick<LogsResult, 'lines' | 'error'>): Reading {
  const printed = lines.filter(isPrinted);
  return {lines: printed.map(({line}) => latin1(line)), times: printed.map(({time}) => time), error};
}

/** Whether dockerd prints an entry. */
export function isPrinted({source}: {readonly source: string}): boolean {
  return source === 'stdout' || source === 'stderr';
}

/** The same; blocked when it fails, which has a check of its own. */
export async function readWell(
  t: CheckContext,
  container: ContainerResult,
  options?: LogsOptions,
): Promise<Reading> {
  const reading = await read(container, options);
  if (reading.error !== '') t.blocked('logging.read-logs.succeeds', `docker logs: ${reading.error}`);
  return reading;
}

/** Ends the check where dockerd does not call ReadLogs. */
export async function needsReadLogs(t: CheckContext): Promise<void> {
  if (!(await canRead(t)))
    t.notApplicable('Capabilities announces no ReadLogs: dockerd shows a copy of its own');
}

/** A container that has written these lines, which are in its log; not applicable without ReadLogs. */
export async function givenLog(t: CheckContext, lines: readonly string[]): Promise<Writer> {
  await needsReadLogs(t);
  const writer = await givenWriter(t);
  await write(t, writer, lines.map(line => `${line}\n`).join(''));
  await untilLogged(t, writer, lines.length);
  return writer;
}

/** Waits until so many lines are in the log; blocked when they do not come. */
export async function untilLogged(t: CheckContext, {container}: Writer, count: number): Promise<Reading> {
  const isThere = ({lines}: Reading) => texts(lines).length >= count;
  const reading = await settled(t, () => readWell(t, container), isThere);
  if (!isThere(reading))
    t.blocked('logging.stream.arrives', `${reading.lines.length} of ${count} lines came`);
  return reading;
}

/** Lines without their line feeds; pieces of a line, which have none, are joined. */
export function texts(lines: readonly string[]): readonly string[] {
  const whole = lines.join('').split('\n');
  if (whole.at(-1) === '') whole.pop();
  return lines.length > 1 && whole.length === 1 ? lines : whole;
}

/** `line 1` to `line n` of one check. */
export function someLines(t: CheckContext, count: number): readonly string[] {
  const word = t.unique('read');
  return Array.from({length: count}, (_, index) => `${word} line ${index + 1}`);
}

/** `docker logs` takes an instant as seconds since 1970, with as many digits after the point as are wanted. */
export function when(time: bigint, digits = 9): string {
  const text = String(time).padStart(10, '0');
  const fraction = text.slice(-9).slice(0, digits);
  return `${text.slice(0, -9)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Fails unless `docker logs` with these flags printed these lines. */
export function expectLines(
  t: CheckContext,
  reading: Reading,
  {flags, expected}: {readonly flags: string; readonly expected: readonly string[]},
): void {
  const command = flags === '' ? '`docker logs`' : `\`docker logs ${flags}\``;
  const actual = reading.error === '' ? shown(texts(reading.lines)) : reading.error;
  const isSame = reading.error === '' && JSON.stringify(texts(reading.lines)) === JSON.stringify(expected);
  t.expect.ok(isSame, {expected: `${command} prints ${shown(expected)}`, actual: `it prints ${actual}`});
}

function shown(lines: readonly string[]): string {
  if (lines.length === 0) return 'nothing';
  const [first, last] = [JSON.stringify(lines[0]), JSON.stringify(lines.at(-1))];
  return lines.length === 1 ? `one line, ${first}` : `${lines.length} lines, ${first} to ${last}`;
}
