import type {CheckContext, ContainerResult} from '../../src/authoring.ts';
import {latin1, settled} from './_sight.ts';

/** An entry as ReadLogs gave it. */
export interface SeenLine {
  readonly source: string;
  readonly time: bigint;
  /** One character per byte; a line feed at its end is left out. */
  readonly text: string;
}

/** The log as `docker logs` reads it; blocked when that fails, untestable without ReadLogs: needs `canRead`. */
export async function readLines(t: CheckContext, container: ContainerResult): Promise<readonly SeenLine[]> {
  const {ok, error, lines} = await container.logs();
  if (!ok) t.blocked('logging.read-logs.succeeds', `docker logs: ${error}`);
  return lines.map(({source, time, line}) => ({source, time, text: latin1(line).replace(/\n$/, '')}));
}

/** The same once it holds as many bytes of lines as this, or when no more came in time. */
export async function readBytes(
  t: CheckContext,
  container: ContainerResult,
  bytes: number,
): Promise<readonly SeenLine[]> {
  return settled(
    t,
    () => readLines(t, container),
    lines => joined(lines).length >= bytes,
  );
}

/** All text, of one source if it is named: lines and pieces of lines in a row. */
export function joined(lines: readonly SeenLine[], source?: string): string {
  return lines.flatMap(line => (source === undefined || line.source === source ? line.text : [])).join('');
}
