import type {CheckContext, ContainerResult, Docker} from '../../src/authoring.ts';
import {givenLogged, type RunOptions, runLogged} from './_given.ts';

/** A running container with the engine that runs it. */
export interface Writer {
  readonly docker: Docker;
  readonly container: ContainerResult;
}

/** A container that logs and runs until it is stopped. */
export async function givenWriter(
  t: CheckContext,
  options: RunOptions = {},
  given?: Docker,
): Promise<Writer> {
  const docker = given ?? (await t.docker());
  return {docker, container: await givenLogged(t, docker, options)};
}

/** The same where it is what the check asks for: fails when the container does not start. */
export async function startWriter(t: CheckContext, given?: Docker): Promise<Writer> {
  const docker = given ?? (await t.docker());
  const container = await runLogged(t, docker);
  t.expect.equal(container.error, '', 'the error of `docker run`');
  return {docker, container};
}

/** The program writes to stdout; fails when that blocks it, since nobody reads its FIFO. */
export async function write(t: CheckContext, writer: Writer, text: string | Uint8Array): Promise<void> {
  await writeTo(t, 'stdout', {...writer, text});
}

/** The same to stderr. */
export async function writeError(t: CheckContext, writer: Writer, text: string): Promise<void> {
  await writeTo(t, 'stderr', {...writer, text});
}

async function writeTo(
  t: CheckContext,
  stream: 'stdout' | 'stderr',
  {docker, container, text}: Writer & {readonly text: string | Uint8Array},
): Promise<void> {
  if (await inTime(t, container.log(stream, text))) return;
  await abandon(docker);
  t.expect.fail({
    message: 'A container was frozen in the middle of its output.',
    expected: `the container can write ${text.length} bytes, since the plugin reads the FIFO`,
    actual: `nobody read the FIFO for ${t.settings.callTimeoutMs / 1000} s: the container is blocked in write`,
  });
}

/** Whether it resolves within the time of a call, and so much more. */
export async function inTime(t: CheckContext, work: Promise<unknown>, moreMs = 0): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), t.settings.callTimeoutMs + moreMs);
  });
  const done = work.then(() => true);
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/** Whether it resolves; given up when for as long as a call may take the amount did not grow: a slow plugin gets on. */
export async function whileGrowing(
  t: CheckContext,
  work: Promise<unknown>,
  amount: () => number,
): Promise<boolean> {
  for (;;) {
    const before = amount();
    if (await inTime(t, work)) return true;
    if (amount() === before || t.signal.aborted) return false;
  }
}

/** A daemon whose log driver does not read would hang with every command on the container; killed, it lets go of the FIFO. */
export async function abandon(docker: Docker): Promise<void> {
  await docker.daemon.end({how: 'kill'});
}
